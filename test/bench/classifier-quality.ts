import { join } from 'node:path'
import { EMOTIONS, type Emotion } from '../../electron/contract/index.ts'
import { type Classifier, EKMAN_LABELS } from '../../electron/emotion/classifier/classification.ts'
import { createClassifier } from '../../electron/emotion/classifier/index.ts'
import { readGoEmotions, readXed } from '../../scripts/emotion-classifier/training/labelled.ts'
import { readWeights } from '../emotion/weights.ts'
import { section, table } from './markdown.ts'
import { confidence, type Judged, macroF1, wrongValence } from './scores.ts'
import { ownSentences } from './sentences.ts'
import { wordListClassifier } from './word-list/classifier.ts'

/** Sentences whose labels are known, and how a classifier is asked about them. */
interface Examination<Label extends string> {
  readonly name: string
  readonly sentences: readonly { readonly text: string; readonly truth: readonly Label[] }[]
  readonly labels: readonly Label[]
  readonly ask: (classifier: Classifier, text: string) => readonly Label[]
}

type Figure<Label extends string> = (judged: readonly Judged<Label>[]) => number

/** @param data a folder with public data, as scripts/emotion-classifier/README.md describes it */
export function classifierQuality(data?: string): string {
  const kira = createClassifier(readWeights())
  const own = [ownExamination('English', 'en'), ownExamination('French', 'fr')]
  const f1 = [
    ...own.map((examination) => macroF1Row(kira, examination)),
    ...(data ? [macroF1Row(kira, goEmotions(data)), macroF1Row(kira, xed(data))] : []),
  ]
  const valence = own.map((examination) => [
    examination.name,
    ...figures(kira, examination, wrongValence, (value) => (100 * value).toFixed(1)),
  ])
  const head = ['classifier', 'word list', 'majority']
  return section(
    'Classifier: quality',
    'Macro-F1, with where it lies with 95 % confidence. The majority says the most frequent label, always.',
    table(['', 'labels', 'sentences', ...head], f1),
    data ? '' : 'GoEmotions and XED: npm run bench -- --emotion-data DIR',
    'Wrong valence: pleasant where it is unpleasant, or the other way round, in % of all sentences.',
    table(['', ...head], valence),
  )
}

// ── Examinations ──

function ownExamination(name: string, language: 'en' | 'fr'): Examination<Emotion> {
  return {
    name: `our own, ${name}`,
    sentences: ownSentences(language).map(({ text, kira }) => ({ text, truth: kira })),
    labels: EMOTIONS,
    ask: ({ kira }, text) => [kira(text).label],
  }
}

/** The thresholds of these labels were chosen on this very set, so the classifier's figure is a little too good. */
function goEmotions(data: string): Examination<(typeof EKMAN_LABELS)[number]> {
  return {
    name: 'GoEmotions dev, English',
    sentences: readGoEmotions(join(data, 'goemotions'), 'dev').map(({ text, ekman }) => ({ text, truth: ekman })),
    labels: EKMAN_LABELS,
    ask: ({ ekman }, text) => ekman(text).labels,
  }
}

/** Film subtitles. None is neutral, so that to say neutral is to say nothing. */
function xed(data: string): Examination<Emotion> {
  const sentences = readXed(join(data, 'xed-fr', 'dev.tsv')).filter(({ kira }) => kira.length > 0)
  return {
    name: 'XED dev, French',
    sentences: sentences.map(({ text, kira }) => ({ text, truth: kira })),
    labels: EMOTIONS.filter((emotion) => emotion !== 'neutral'),
    ask: ({ kira }, text) => kira(text).labels,
  }
}

// ── Figures ──

function macroF1Row<Label extends string>(kira: Classifier, examination: Examination<Label>): string[] {
  const { name, sentences, labels } = examination
  const figure: Figure<Label> = (judged) => macroF1(judged, labels)
  const found = figures(kira, examination, figure, (value) => value.toFixed(3))
  return [name, String(labels.length), String(sentences.length), ...found]
}

/** A figure of the classifier, of the word list, and of always saying the most frequent label. */
function figures<Label extends string>(
  kira: Classifier,
  { sentences, labels, ask }: Examination<Label>,
  figure: Figure<Label>,
  show: (value: number) => string,
): string[] {
  const count = (label: Label) => sentences.filter(({ truth }) => truth.includes(label)).length
  const majority = labels.toSorted((a, b) => count(b) - count(a)).slice(0, 1)
  const ways = [
    (text: string) => ask(kira, text),
    (text: string) => ask(wordListClassifier, text),
    (_: string): readonly Label[] => majority,
  ]
  return ways.map((say) => {
    const judged = sentences.map(({ text, truth }) => ({ truth, said: say(text) }))
    const [low, high] = confidence(judged, figure)
    return `${show(figure(judged))} (${show(low)} to ${show(high)})`
  })
}
