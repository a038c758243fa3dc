/** The classifier: what an English or French text feels like, by a small network and n-gram weights that were trained for it. */
import { EMOTIONS, type Emotion } from '../../contract/index.ts'
import { FEELINGS } from '../table.ts'
import { type Classification, type Classifier, EKMAN_LABELS, type EkmanLabel } from './classification.ts'
import { linearFeatures, networkFeatures } from './features.ts'
import { Linear } from './linear.ts'
import { Network } from './network.ts'
import { tokensOf } from './tokens.ts'
import { Tensors } from './weights.ts'

/**
 * How much worse it is to take a pleasant feeling for an unpleasant one, or the other way round, than any other mistake is. In doubt
 * between the two it says neutral.
 */
const WRONG_VALENCE = 2.5
/** Kira's labels are probabilities that add up to 1: what has this much of it is felt, too. */
const ALSO_FELT = 0.25

const EKMAN_TO_KIRA: Readonly<Record<EkmanLabel, Emotion>> = {
  anger: 'angry',
  disgust: 'disgust',
  fear: 'fear',
  joy: 'happy',
  neutral: 'neutral',
  sadness: 'sad',
  surprise: 'surprised',
}
/** Surprise is neither pleasant nor unpleasant. */
const VALENCE: Readonly<Record<Emotion, number>> = {
  neutral: 0,
  happy: 1,
  relaxed: 1,
  sad: -1,
  angry: -1,
  surprised: 0,
  fear: -1,
  disgust: -1,
}

/**
 * @param weights a safetensors file that `npm run train:emotion` wrote
 * @throws Error where the file is broken, or of another shape
 */
export function createClassifier(weights: Uint8Array): Classifier {
  const tensors = new Tensors(weights)
  const network = new Network(tensors, {
    kira: { kira: EMOTIONS.length, ekman: EKMAN_LABELS.length },
    ekman: { ekman: EKMAN_LABELS.length },
  })
  const linear = new Linear(tensors, EKMAN_LABELS.length + EMOTIONS.length)
  const [mixEkman = 0, mixKira = 0] = tensors.f32('mix', 2)
  const ekmanBias = tensors.f32('ekman.bias', EKMAN_LABELS.length)
  const kiraBias = tensors.f32('kira.bias', EMOTIONS.length)

  /** Both parts' logits, mixed. */
  function logits(text: string, head: 'ekman' | 'kira', bias: Float32Array): number[] {
    const tokens = tokensOf(text)
    const from = head === 'ekman' ? 0 : EKMAN_LABELS.length
    const mix = head === 'ekman' ? mixEkman : mixKira
    const fromLinear = linear.logits(linearFeatures(tokens)).subarray(from)
    return network
      .logits(networkFeatures(tokens), head)
      .map((logit, i) => logit + mix * (fromLinear[i] ?? 0) + (bias[i] ?? 0))
  }

  return {
    kira(text) {
      const scores = hasSigns(text) ? softmax(logits(text, 'kira', kiraBias)) : EMOTIONS.map((_, i) => Number(i === 0))
      const label = leastCost(scores)
      const also = byScore(EMOTIONS, scores).filter(
        (emotion, i) => emotion !== label && (scores[EMOTIONS.indexOf(emotion)] ?? 0) >= ALSO_FELT && i < 3,
      )
      return { label, labels: [label, ...also], ...summary(EMOTIONS, scores, (emotion) => emotion) }
    },

    ekman(text) {
      const margins = hasSigns(text)
        ? logits(text, 'ekman', ekmanBias)
        : EKMAN_LABELS.map((label) => (label === 'neutral' ? 9 : -9))
      const scores = margins.map((margin) => 1 / (1 + Math.exp(-margin)))
      const above = byScore(EKMAN_LABELS, scores).filter((label) => (scores[EKMAN_LABELS.indexOf(label)] ?? 0) >= 0.5)
      const labels: EkmanLabel[] = above.length > 0 ? above : ['neutral']
      return {
        label: labels[0] ?? 'neutral',
        labels,
        ...summary(EKMAN_LABELS, scores, (label) => EKMAN_TO_KIRA[label]),
      }
    },
  }
}

/** Numbers and bare punctuation tell nothing. */
const hasSigns = (text: string) => /[^\s\p{N}.,;!?…-]/u.test(text)

function softmax(logits: readonly number[]): number[] {
  const highest = Math.max(...logits)
  const exponents = logits.map((logit) => Math.exp(logit - highest))
  const sum = exponents.reduce((total, exponent) => total + exponent, 0)
  return exponents.map((exponent) => exponent / sum)
}

/** The likeliest emotion; or neutral, where that is expected to be less bad. */
function leastCost(scores: readonly number[]): Emotion {
  const likeliest = EMOTIONS[scores.indexOf(Math.max(...scores))] ?? 'neutral'
  return costOf(likeliest, scores) <= costOf('neutral', scores) ? likeliest : 'neutral'
}

function costOf(said: Emotion, scores: readonly number[]): number {
  const cost = (felt: Emotion) => Number(said !== felt) + WRONG_VALENCE * Number(VALENCE[said] * VALENCE[felt] < 0)
  return EMOTIONS.reduce((sum, felt, i) => sum + (scores[i] ?? 0) * cost(felt), 0)
}

function byScore<Label>(labels: readonly Label[], scores: readonly number[]): Label[] {
  return labels
    .map((label, i) => ({ label, score: scores[i] ?? 0 }))
    .sort((a, b) => b.score - a.score)
    .map(({ label }) => label)
}

function summary<Label extends string>(
  labels: readonly Label[],
  scores: readonly number[],
  emotionOf: (label: Label) => Emotion,
) {
  const sum = scores.reduce((total, score) => total + score, 0)
  const mean = (side: 'valence' | 'arousal') =>
    labels.reduce((total, label, i) => total + (scores[i] ?? 0) * FEELINGS[emotionOf(label)].place[side], 0) / sum
  return {
    scores: Object.fromEntries(labels.map((label, i) => [label, scores[i] ?? 0])) as Record<Label, number>,
    valence: mean('valence'),
    arousal: mean('arousal'),
  } satisfies Pick<Classification<Label>, 'scores' | 'valence' | 'arousal'>
}
