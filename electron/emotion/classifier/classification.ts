/** What a classifier says of a text. Pure data. */
import type { Emotion } from '../../contract/index.ts'

/** The seven labels of Ekman's basic emotions and neutral, as the GoEmotions paper (Demszky et al. 2020) groups its 28. */
export const EKMAN_LABELS = ['anger', 'disgust', 'fear', 'joy', 'neutral', 'sadness', 'surprise'] as const
export type EkmanLabel = (typeof EKMAN_LABELS)[number]

export interface Classification<Label extends string = Emotion> {
  /** What is felt above all; neutral where nothing is certain. */
  readonly label: Label
  /** All that reach their thresholds, strongest first; never empty, `label` first. */
  readonly labels: readonly Label[]
  /** 0…1 for each label. */
  readonly scores: Readonly<Record<Label, number>>
  /** −1 unpleasant … 1 pleasant, weighed by the scores. */
  readonly valence: number
  /** −1 calm … 1 excited, weighed by the scores. */
  readonly arousal: number
}

/** Reads feelings out of English and French text. Pure: the same text always reads the same. */
export interface Classifier {
  readonly kira: (text: string) => Classification
  readonly ekman: (text: string) => Classification<EkmanLabel>
}
