import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EMOTIONS, NEUTRAL, type Segment } from '../../electron/contract/index.ts'
import { leadingEmotion } from '../../electron/emotion/index.ts'

const piece = (text: string, emotion: Segment['emotion'], intensity = 0.6): Segment => ({ text, emotion, intensity })

it.each<[what: string, segments: Segment[], expected: string]>([
  ['nothing', [], 'neutral 0.6'],
  ['empty text', [piece('', 'sad', 1)], 'neutral 0.6'],
  ['the longest', [piece('Oh no.', 'sad'), piece('But look at that!', 'happy')], 'happy 0.6'],
  ['the later of two', [piece('four', 'sad'), piece('five', 'angry')], 'angry 0.6'],
  ['pieces of one stretch together', [piece('aaa', 'sad'), piece('aaa', 'sad'), piece('bbbb', 'happy')], 'sad 0.6'],
  [
    'what is felt strongly before what is a little longer',
    [piece('No!!', 'angry', 0.9), piece('Well…', 'relaxed', 0.3)],
    'angry 0.9',
  ],
  [
    'a long stretch before a short cry',
    [piece('What a quiet day it was.', 'relaxed', 0.3), piece('Oh!', 'surprised', 1)],
    'relaxed 0.3',
  ],
  [
    'one stretch of several intensities, at its peak',
    [piece('Good. ', 'happy', 0.3), piece('Great!', 'happy', 0.9)],
    'happy 0.9',
  ],
  ['what is not felt at all', [piece('Fine.', 'happy', 0)], 'happy 0'],
])('leadingEmotion of %s', (_, segments, expected) => {
  const { emotion, intensity } = leadingEmotion(segments)
  expect(`${emotion} ${intensity}`).toBe(expected)
})

it('is one of those that were felt, with an intensity that was', () => {
  const segment = fc.record({
    text: fc.string(),
    emotion: fc.constantFrom(...EMOTIONS),
    intensity: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(segment), (segments) => {
      const { emotion, intensity } = leadingEmotion(segments)
      expect([NEUTRAL, ...segments].some((felt) => felt.emotion === emotion && felt.intensity === intensity)).toBe(true)
    }),
  )
})
