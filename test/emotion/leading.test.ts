import { expect, it } from 'vitest'
import { leadingEmotion } from '../../electron/emotion/index.ts'

it.each([
  ['nothing', [], 'neutral'],
  ['empty text', [{ text: '', emotion: 'sad' }], 'neutral'],
  [
    'the longest',
    [
      { text: 'Oh no.', emotion: 'sad' },
      { text: 'But look at that!', emotion: 'happy' },
    ],
    'happy',
  ],
  [
    'the later of two',
    [
      { text: 'four', emotion: 'sad' },
      { text: 'five', emotion: 'angry' },
    ],
    'angry',
  ],
  [
    'pieces of one stretch together',
    [
      { text: 'aaa', emotion: 'sad' },
      { text: 'aaa', emotion: 'sad' },
      { text: 'bbbb', emotion: 'happy' },
    ],
    'sad',
  ],
] as const)('leadingEmotion of %s', (_, segments, expected) => {
  expect(leadingEmotion(segments)).toBe(expected)
})
