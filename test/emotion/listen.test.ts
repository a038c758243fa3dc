import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMOTIONS } from '../../electron/contract/index.ts'
import { detectEmotion } from '../../electron/emotion/index.ts'
import { SENTENCES_EN } from './sentences.en.ts'
import { SENTENCES_FR } from './sentences.fr.ts'

describe('detectEmotion', () => {
  it.each([
    ['English', SENTENCES_EN],
    ['French', SENTENCES_FR],
  ] as const)('hears at least 80 %% of the %s sentences', (_, sentences) => {
    const wrong = sentences.filter(([text, emotion]) => detectEmotion(text) !== emotion)
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
    expect(detectEmotion(text)).toBe(emotion)
  })

  const pieces = ['happy', 'pas ', 'mais', '\0', '\u202e', '\ud83d', '😊', '?!', '\n', ' ', 'É', ':(', '’']
  it('answers any text with an emotion of the contract', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...pieces))), (parts) => {
        expect(EMOTIONS).toContain(detectEmotion(parts.join('')))
      }),
    )
  })

  it('copes with the longest message', () => {
    expect(detectEmotion('je suis triste '.repeat(2133))).toBe('sad')
    expect(detectEmotion('!?:(\n'.repeat(6400))).toBe('sad')
    expect(detectEmotion('ha'.repeat(16_000))).toBe('happy')
  })
})
