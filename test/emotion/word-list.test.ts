import { describe, expect, it } from 'vitest'
import { detectEmotion } from '../bench/word-list/listen.ts'
import { SENTENCES_EN } from './sentences.en.ts'
import { SENTENCES_FR } from './sentences.fr.ts'

// A baseline that is worse than it could be would flatter the classifier.
describe("the word list, the classifier's baseline", () => {
  it.each([
    ['English', SENTENCES_EN],
    ['French', SENTENCES_FR],
  ] as const)('hears at least 80 %% of the plain %s sentences', (_, sentences) => {
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
    ['soooo happyyyy', 'happy'],
    ['cool', 'neutral'],
    ['cool!', 'happy'],
    ['trop cool', 'happy'],
    ['Who wrote "The Fear"?', 'neutral'],
    ['why am I so sad?', 'sad'],
    ['', 'neutral'],
    ['😀', 'happy'],
    ['meh :(', 'sad'],
  ])('hears “%s” as %s', (text, emotion) => {
    expect(detectEmotion(text)).toBe(emotion)
  })
})
