import { expect, it } from 'vitest'
import { confidence, type Judged, macroF1, wrongValence } from '../bench/scores.ts'

const judge = (truth: 'happy' | 'sad' | 'surprised', said: 'happy' | 'sad' | 'surprised') => ({
  truth: [truth],
  said: [said],
})

it('macro-F1 is the mean of each label’s F1, where several may hold, too', () => {
  const one = [judge('happy', 'happy'), judge('happy', 'sad'), judge('sad', 'sad'), judge('sad', 'sad')]
  expect(macroF1(one, ['happy', 'sad'])).toBeCloseTo((2 / 3 + 4 / 5) / 2)
  const several: Judged<'a' | 'b'>[] = [
    { truth: ['a', 'b'], said: ['a'] },
    { truth: ['b'], said: ['a', 'b'] },
    { truth: ['a'], said: [] },
  ]
  expect(macroF1(several, ['a', 'b'])).toBeCloseTo((2 / 4 + 2 / 3) / 2)
  expect(macroF1(one, ['surprised'])).toBe(0)
})

it('wrong valence is joy for grief, and grief for joy', () => {
  const judged = [judge('happy', 'sad'), judge('sad', 'happy'), judge('happy', 'happy'), judge('sad', 'surprised')]
  expect(wrongValence(judged)).toBe(0.5)
})

it('a figure’s confidence is drawn around it, the same each time, and the closer the more there is', () => {
  const coins = (count: number) => Array.from({ length: count }, (_, i) => i % 2)
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length
  const [low, high] = confidence(coins(400), mean)
  expect(confidence(coins(400), mean)).toEqual([low, high])
  // Of a fair coin thrown 400 times: 1.96 standard errors.
  expect(low).toBeCloseTo(0.451, 2)
  expect(high).toBeCloseTo(0.549, 2)
  const [lower, higher] = confidence(coins(40), mean)
  expect(higher - lower).toBeGreaterThan(2 * (high - low))
})
