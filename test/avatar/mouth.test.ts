import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Language } from '../../electron/contract/index.ts'
import { createMouth, type Mouth } from '../../renderer/avatar/behaviours/mouth.ts'
import { createSpeech } from '../../renderer/avatar/speech/speech.ts'
import { languageOfText } from '../../renderer/avatar/visemes/language.ts'
import { readSound } from '../../renderer/avatar/visemes/read-sounds.ts'

const FRAME = 1 / 60

/** What lips do for a text, sound by sound. */
function sounds(text: string, language: Language): string {
  const found: string[] = []
  for (let at = 0; at < text.length; ) {
    const spoken = readSound(text, at, language)
    found.push(...spoken.sounds)
    at += spoken.length
  }
  return found.join(' ')
}

describe('letters become the sounds of their language', () => {
  test.each([
    ['moon', 'shut ou behind'],
    ['see', 'behind ih'],
    ['the', 'tongue ee'],
    ['this', 'tongue ih behind'],
    ['fish', 'teeth ih forward'],
    ['photo', 'teeth oh behind oh'],
    ['night', 'behind aa ih behind'],
    ['make', 'shut ee ih behind'],
    ['home', 'oh shut'],
    ['now', 'behind aa ou'],
    ['bubble', 'shut aa shut shut behind'],
    ['what', 'ou aa behind'],
    ['knee', 'behind ih'],
  ])('“%s” in English: %s', (word, heard) => {
    expect(sounds(word, 'en')).toBe(heard)
  })

  test.each([
    ['beau', 'shut oh'],
    ['vous', 'teeth ou'],
    ['moi', 'shut ou aa'],
    ['maison', 'shut ee behind oh'],
    ['chat', 'forward aa'],
    ['enfant', 'aa teeth aa'],
    ['bonne', 'shut oh behind behind'],
    ['demain', 'behind schwa shut ee'],
    ['bien', 'shut ih ee'],
    ['loin', 'behind ou ee'],
    ['petits', 'shut schwa behind ih'],
    ['les', 'behind ee'],
    ['le', 'behind schwa'],
    ['elle', 'ee behind behind'],
    ['œuf', 'eu teeth'],
    ['été', 'ee behind ee'],
    ['parler', 'shut aa behind behind ee'],
    ['gens', 'forward aa'],
    ['beaucoup', 'shut oh behind ou'],
  ])('“%s” in French: %s', (word, heard) => {
    expect(sounds(word, 'fr')).toBe(heard)
  })

  test('any text is read to its end, in either language', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('en', 'fr'), (text, language) => {
        for (let at = 0; at < text.length; ) {
          const { length } = readSound(text, at, language)
          expect(length).toBeGreaterThan(0)
          at += length
        }
      }),
    )
    expect(sounds('你好', 'en')).toBe('schwa schwa')
  })

  test('which language it is, the words tell; where they don’t, it is as thought', () => {
    expect(languageOfText('what a day, and you were there', 'fr')).toBe('en')
    expect(languageOfText('je suis là, et c’est bien', 'en')).toBe('fr')
    expect([languageOfText('mmh', 'en'), languageOfText('mmh', 'fr'), languageOfText('', 'fr')]).toEqual([
      'en',
      'fr',
      'fr',
    ])
  })
})

describe('her mouth', () => {
  /** The shapes that are formed clearly, in order, while a text is revealed as it is to the reader. */
  function say(text: string, language: Language = 'en') {
    const [mouth, speech] = [createMouth(() => language), createSpeech()]
    speech.append({ text, emotion: 'neutral', intensity: 1 })
    const shapes: string[] = []
    let revealed = 0
    let time = 0
    for (; speech.behind || mouth.moving; time += FRAME) {
      mouth.speak(speech.update(FRAME))
      if (speech.behind) revealed = time
      mouth.update(FRAME)
      const [most = ['', 0]] = Object.entries(mouth.weights).sort(([, a], [, b]) => b - a)
      const shape = most[1] > 0.25 ? most[0] : most[1] < 0.08 ? '-' : null
      if (shape !== null && shape !== shapes.at(-1)) shapes.push(shape)
    }
    return { shapes: shapes.join(' '), late: time - revealed }
  }

  test('forms the vowels, and closes at m, b and p', () => {
    expect(say('papa').shapes).toBe('- aa - aa -')
    expect(say('boom').shapes).toBe('- ou -')
    expect(say('sea').shapes).toBe('- ih -')
  })

  test('speaks the language of the words', () => {
    expect(say('On est bien, chou.', 'en').shapes).toContain('ou')
    expect(say('eau', 'fr').shapes).toBe('- oh -')
    expect(say('je vois le chat', 'en').shapes).toContain('ou aa')
  })

  test('goes with the words as they are shown, and is silent soon after them', () => {
    const { late, shapes } = say('I am so glad that you told me about it, and now we have the whole afternoon.')
    expect(shapes.split(' ').length).toBeGreaterThan(15)
    expect(late).toBeLessThan(0.8)
  })

  test('hurries where words come in a rush, and does not go on for long', () => {
    const mouth = createMouth()
    mouth.speak('and the quick brown fox jumps over the lazy dog '.repeat(50))
    let time = 0
    for (; mouth.moving && time < 10; time += FRAME) mouth.update(FRAME)
    expect(time).toBeLessThan(2)
  })

  const film = (pieces: readonly string[], rate: number): Mouth['weights'][] => {
    const mouth = createMouth()
    return pieces.map((piece) => {
      mouth.speak(piece)
      for (let frame = 0; frame < rate / 5; frame++) mouth.update(1 / rate)
      return mouth.weights
    })
  }

  test('has the same shape at the same time at any frame rate, and is never more than one mouth', () => {
    const pieces = fc.array(
      fc.oneof(fc.constantFrom('', 'hel', 'lo the', 're. ', 'Où es-tu ?'), fc.string({ unit: 'binary' })),
    )
    fc.assert(
      fc.property(pieces, fc.constantFrom(15, 30, 60, 240), (words, rate) => {
        const slow = film(words, 5)
        for (const [index, weights] of film(words, rate).entries()) {
          const [all, other] = [Object.values(weights), slow[index] ?? {}]
          expect(all.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(1)
          for (const name of ['aa', 'ih', 'ou', 'ee', 'oh']) {
            expect(Math.abs((weights[name] ?? 0) - (other[name] ?? 0))).toBeLessThan(0.02)
          }
        }
      }),
    )
  })
})
