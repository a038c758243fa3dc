import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NEUTRAL } from '../../electron/contract/index.ts'
import { feelingReader, feelingWords } from '../../electron/emotion/index.ts'
import { fakeClassifier } from './fake-classifier.ts'

const read = feelingReader(fakeClassifier)

describe('the reader of feelings', () => {
  it('takes the emotion from the classifier, however sure that is', () => {
    expect(read('I am sad')).toEqual({ emotion: 'sad', intensity: 0.6 })
    expect(read('Wow')).toEqual({ emotion: 'surprised', intensity: 0.6 })
  })

  it.each(['', ' \n', 'The train leaves at noon', 'THIS IS SO VERY LOUD!!!', '😶'])('leaves “%s” neutral', (text) => {
    expect(read(text)).toEqual(NEUTRAL)
  })

  it.each([
    ['I am a bit sad', 0.3],
    ['I feel a little bit sad', 0.3],
    ['je suis un peu triste', 0.3],
    ['tu me manques un peu', 0.3],
    ['I am a bit too sad', 0.3],
    ['I am quite sad', 0.6],
    ['I am very sad', 0.9],
    ['je suis tellement triste', 0.9],
    ['I miss you so much', 0.9],
    ['tu me manques beaucoup', 0.9],
    ['un peu en colère', 0.3],
    ['très en colère', 0.9],
    ['I am devastated', 0.9],
    ['je suis dévastée', 0.9],
    ['devastated!!', 1],
    ['I hate it', 0.9],
    ['I am sad!', 0.6],
    ['I am sad!!', 0.8],
    ['je suis triste ! !', 0.8],
    ['I am SAD', 0.8],
    ['I AM SO SAD!!!', 1],
    ['a bit sad!!', 0.5],
    ['I am not very happy', 0.3],
    ['je ne suis pas très content', 0.3],
    ['I don’t miss it very much', 0.3],
    ['I have never been so happy', 0.9],
    ['I am not angry, just really sad', 0.9],
    ['So I told him that I was sad', 0.6],
    ['Me too, I am sad', 0.6],
    ['si tu viens je serai content', 0.6],
    ['A lot of us cried', 0.6],
    ['I am sad, but so much happened', 0.6],
  ])('hears in the words how strongly “%s” is felt', (text, intensity) => {
    expect(read(text).intensity).toBeCloseTo(intensity, 6)
  })

  it('listens to the sentences that bear the feeling, and of them to the strongest', () => {
    expect(read('It was a really long day. I am a bit sad.')).toEqual({ emotion: 'sad', intensity: 0.3 })
    expect(read('I am a bit sad. My cat died!!')).toEqual({ emotion: 'sad', intensity: 0.8 })
    expect(read('I am a bit sad. 😢')).toEqual({ emotion: 'sad', intensity: 0.3 })
  })

  it('answers any text with an intensity from 0 to 1, and soon', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('very ', 'a bit ', 'sad ', 'SAD', '!!', '. ', 'not ', 'un peu ', '\ud83d', '\n', ', ', 'but '),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const { intensity } = read(pieces.join(''))
        expect(intensity).toBeGreaterThanOrEqual(0)
        expect(intensity).toBeLessThanOrEqual(1)
      }),
    )
    const startedAt = performance.now()
    for (const text of ['very '.repeat(6400), 'sad '.repeat(8000), 'sad! '.repeat(6400), '(sad'.repeat(8000)])
      read(text)
    expect(performance.now() - startedAt).toBeLessThan(3000)
  })
})

describe('a feeling in words', () => {
  it.each([
    ['sad', 0.3, 'a bit sad', 'un peu triste'],
    ['sad', 0.6, 'sad', 'triste'],
    ['angry', 0.9, 'very angry', 'très en colère'],
    ['fear', 1, 'very afraid', 'très effrayé'],
    ['happy', 0.5, 'happy', 'content'],
  ] as const)('%s at %d', (emotion, intensity, en, fr) => {
    expect(feelingWords({ emotion, intensity }, 'en')).toBe(en)
    expect(feelingWords({ emotion, intensity }, 'fr')).toBe(fr)
  })

  it('says nothing of neutral', () => {
    expect(feelingWords(NEUTRAL, 'en')).toBeNull()
  })
})
