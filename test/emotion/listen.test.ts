import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMOTIONS, MODERATE_INTENSITY, NEUTRAL } from '../../electron/contract/index.ts'
import { detectEmotion } from '../../electron/emotion/index.ts'
import { SENTENCES_EN } from './sentences.en.ts'
import { SENTENCES_FR } from './sentences.fr.ts'

describe('detectEmotion', () => {
  it.each([
    ['English', SENTENCES_EN],
    ['French', SENTENCES_FR],
  ] as const)('hears at least 80 %% of the %s sentences', (_, sentences) => {
    const wrong = sentences.filter(([text, emotion]) => detectEmotion(text).emotion !== emotion)
    expect(sentences.length).toBeGreaterThanOrEqual(60)
    expect(wrong.length / sentences.length, `wrong: ${wrong.map(([text]) => text).join(' | ')}`).toBeLessThanOrEqual(
      0.2,
    )
  })

  it.each([
    ['I am not happy', 'sad'],
    ['pas content', 'angry'],
    ['je n’ai plus peur', 'relaxed'],
    ['I am not sad', 'neutral'],
    ['I was sad but now I am happy', 'happy'],
    ['j’étais content mais maintenant je suis triste', 'sad'],
    ['je suis DEÇUE', 'sad'],
    ['je suis soulagees', 'relaxed'],
    ['cant wait', 'happy'],
    ['soooo happyyyy', 'happy'],
    ['mdrrrr', 'happy'],
    ['cool', 'neutral'],
    ['cool!', 'happy'],
    ['trop cool', 'happy'],
    ['help me with my homework', 'neutral'],
    ['the content of this file is long', 'neutral'],
    ['Who wrote "The Fear"?', 'neutral'],
    ['why am I so sad?', 'sad'],
    ['', 'neutral'],
    ['\0', 'neutral'],
    ['😀', 'happy'],
    ['meh :(', 'sad'],
  ])('hears “%s” as %s', (text, emotion) => {
    expect(detectEmotion(text).emotion).toBe(emotion)
  })

  it.each([
    ['I am sad', MODERATE_INTENSITY],
    ['je suis triste', MODERATE_INTENSITY],
    ['I am a bit sad', 0.3],
    ['I feel a little bit sad', 0.3],
    ['je suis un peu triste', 0.3],
    ['tu me manques un peu', 0.3],
    ['I am quite sad', 0.6],
    ['I am very sad', 0.9],
    ['je suis tellement triste', 0.9],
    ['j’ai trop peur', 0.9],
    ['soooo happyyyy', 0.9],
    ['I miss you so much', 0.9],
    ['tu me manques beaucoup', 0.9],
    ['I am sad, but so much happened', MODERATE_INTENSITY],
    ['I am not happy', MODERATE_INTENSITY],
    ['I am not very happy', 0.3],
    ['I am so not happy', MODERATE_INTENSITY],
    ['I am sad!', MODERATE_INTENSITY],
    ['I am sad!!', 0.8],
    ['je suis triste ! !', 0.8],
    ['I am SAD', 0.8],
    ['I AM SAD!!!', 1],
    ['I am very sad!!!', 1],
    ['a bit sad!!', 0.5],
    ['I feel a bit sad. I cried', MODERATE_INTENSITY],
    ['a bit sad 😢😢😢', 0.3],
    ['😢', MODERATE_INTENSITY],
    ['😢😢😢😢😢', MODERATE_INTENSITY],
  ])('hears how strongly “%s” is felt', (text, intensity) => {
    expect(detectEmotion(text).intensity).toBeCloseTo(intensity, 6)
  })

  it('hears nothing in loud words without a feeling', () => {
    expect(detectEmotion('THE MEETING IS VERY LATE!!!')).toEqual(NEUTRAL)
  })

  const pieces = [
    'very ',
    'a bit ',
    'SAD ',
    '!!',
    'un peu ',
    'happy',
    'pas ',
    'mais',
    '\0',
    '\u202e',
    '\ud83d',
    '😊',
    '?!',
    '\n',
    ' ',
    'É',
    ':(',
    '’',
  ]
  it('answers any text with an emotion of the contract and an intensity from 0 to 1', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...pieces))), (parts) => {
        const { emotion, intensity } = detectEmotion(parts.join(''))
        expect(EMOTIONS).toContain(emotion)
        expect(intensity).toBeGreaterThanOrEqual(0)
        expect(intensity).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('copes with the longest message', () => {
    expect(detectEmotion('je suis triste '.repeat(2133)).emotion).toBe('sad')
    expect(detectEmotion('!?:(\n'.repeat(6400)).emotion).toBe('sad')
    expect(detectEmotion('ha'.repeat(16_000)).emotion).toBe('happy')
  })
})
