import type { Emotion } from '../../electron/contract/index.ts'
import type { Classification, Classifier } from '../../electron/emotion/classifier/classification.ts'

const WORDS: readonly (readonly [RegExp, Emotion])[] = [
  [/\b(sad|cried|devastated|died|miss|triste|manques|pleuré|dévastée)\b/i, 'sad'],
  [/\b(happy|glad|love|won|content|heureuse)\b/i, 'happy'],
  [/\b(angry|hate|colère)\b/i, 'angry'],
  [/\b(wow)\b/i, 'surprised'],
]

/** A classifier that knows a few words, and takes the first in its list. */
export const fakeClassifier: Pick<Classifier, 'kira'> = {
  kira(text): Classification {
    const label = WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? 'neutral'
    const none = { neutral: 0, happy: 0, relaxed: 0, sad: 0, angry: 0, surprised: 0, fear: 0, disgust: 0 }
    return { label, labels: [label], scores: { ...none, [label]: 0.51 }, valence: 0, arousal: 0 }
  },
}
