import type { Classifier } from '../../electron/emotion/classifier/classification.ts'
import { createClassifier } from '../../electron/emotion/classifier/index.ts'
import { readWeights } from '../emotion/weights.ts'
import { section, table } from './markdown.ts'
import { median, percentile } from './median.ts'
import { ownSentences } from './sentences.ts'
import { wordListClassifier } from './word-list/classifier.ts'

const ROUNDS = 5

/** What the classifier costs: time a sentence, beside the word list, and what it takes to have it. */
export function classifierSpeed(): string {
  const weights = readWeights()
  const loading = Array.from({ length: ROUNDS }, () => timeOf(() => createClassifier(weights)))
  const texts = [...ownSentences('en'), ...ownSentences('fr')].map(({ text }) => text)
  const timed = (name: string, classifier: Classifier) => {
    const times = timesOf(classifier, texts)
    return [name, percentile(times, 50).toFixed(3), percentile(times, 99).toFixed(3)]
  }
  return section(
    `Classifier: cost`,
    table(
      [`${texts.length} sentences`, 'p50, ms', 'p99, ms'],
      [timed('classifier', createClassifier(weights)), timed('word list', wordListClassifier)],
    ),
    table(
      ['', 'figure'],
      [
        ['load time', `${median(loading).toFixed(0)} ms`],
        ['file', `${(weights.length / 1e6).toFixed(2)} MB`],
      ],
    ),
  )
}

/** Each sentence's times, in ms, once everything is warm. */
function timesOf({ kira }: Classifier, texts: readonly string[]): number[] {
  texts.forEach(kira)
  return Array.from({ length: ROUNDS }, () => texts.map((text) => timeOf(() => kira(text)))).flat()
}

function timeOf(work: () => void): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}
