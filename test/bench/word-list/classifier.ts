import { EMOTIONS, type Emotion } from '../../../electron/contract/index.ts'
import {
  type Classification,
  type Classifier,
  EKMAN_LABELS,
  type EkmanLabel,
} from '../../../electron/emotion/classifier/classification.ts'
import { FEELINGS } from '../../../electron/emotion/table.ts'
import { detectEmotion } from './listen.ts'

const EKMAN: Readonly<Record<Emotion, EkmanLabel>> = {
  neutral: 'neutral',
  happy: 'joy',
  relaxed: 'joy',
  sad: 'sadness',
  angry: 'anger',
  surprised: 'surprise',
  fear: 'fear',
  disgust: 'disgust',
}

/** The word list as a classifier: it says one label, and is sure of it. */
export const wordListClassifier: Classifier = {
  kira(text) {
    const emotion = detectEmotion(text)
    return sureOf(emotion, emotion, EMOTIONS)
  },
  ekman(text) {
    const emotion = detectEmotion(text)
    return sureOf(EKMAN[emotion], emotion, EKMAN_LABELS)
  },
}

function sureOf<Label extends string>(label: Label, emotion: Emotion, all: readonly Label[]): Classification<Label> {
  const scores = Object.fromEntries(all.map((other) => [other, other === label ? 1 : 0])) as Record<Label, number>
  const { valence, arousal } = FEELINGS[emotion].place
  return { label, labels: [label], scores, valence, arousal }
}
