/** How good a classifier is: figures over sentences whose labels are known. */
import type { Emotion } from '../../electron/contract/index.ts'
import { randomNumbers } from '../random-numbers.ts'

/** What is felt in a sentence, and what was said of it. Several labels may hold. */
export interface Judged<Label extends string> {
  readonly truth: readonly Label[]
  readonly said: readonly Label[]
}

/** The mean over the labels of F1, 0…1: of a label, twice those rightly said over those said and those true. */
export function macroF1<Label extends string>(judged: readonly Judged<Label>[], labels: readonly Label[]): number {
  const sum = labels.reduce((total, label) => total + f1(judged, label), 0)
  return sum / labels.length
}

function f1<Label extends string>(judged: readonly Judged<Label>[], label: Label): number {
  let right = 0
  let named = 0
  for (const { truth, said } of judged) {
    const [isTrue, isSaid] = [truth.includes(label), said.includes(label)]
    right += Number(isTrue && isSaid)
    named += Number(isTrue) + Number(isSaid)
  }
  return (2 * right) / Math.max(1, named)
}

const PLEASANT: readonly Emotion[] = ['happy', 'relaxed']
const UNPLEASANT: readonly Emotion[] = ['sad', 'angry', 'fear', 'disgust']

/** The share of all sentences, 0…1, where a pleasant feeling was said and an unpleasant one is true, or the other way round. */
export function wrongValence(judged: readonly Judged<Emotion>[]): number {
  const some = (felt: readonly Emotion[], side: readonly Emotion[]) => felt.some((emotion) => side.includes(emotion))
  const wrong = judged.filter(
    ({ truth, said }) =>
      (some(truth, PLEASANT) && some(said, UNPLEASANT)) || (some(truth, UNPLEASANT) && some(said, PLEASANT)),
  )
  return wrong.length / judged.length
}

const RESAMPLES = 1000

/**
 * Where a figure lies with 95 % confidence: the percentile bootstrap (Efron & Tibshirani 1993, chapter 13), over the same
 * draws each time.
 */
export function confidence<Item>(
  items: readonly Item[],
  figure: (items: readonly Item[]) => number,
): [low: number, high: number] {
  const random = randomNumbers(1)
  const figures = Array.from({ length: RESAMPLES }, () =>
    figure(items.map(() => items[Math.floor(random() * items.length)] as Item)),
  ).sort((a, b) => a - b)
  return [figures[RESAMPLES * 0.025] ?? Number.NaN, figures[RESAMPLES * 0.975] ?? Number.NaN]
}
