import { type Felt, NEUTRAL } from '../contract/index.ts'
import type { Classifier } from './classifier/classification.ts'
import { saidIntensity } from './said-intensity.ts'
import { sentencesOf } from './said-words.ts'

/** Reads what is felt in words that nobody tagged, and how strongly. Pure: the same text always reads the same. */
export type FeelingReader = (text: string) => Felt

/** In a text of more sentences than this, it is not asked which of them bear its feeling. */
const MOST_SENTENCES = 40

/**
 * Takes the emotion from a classifier. How strongly it is felt, the words say and not the classifier's certainty: those of
 * the sentences that feel like the whole, of them the strongest.
 */
export function feelingReader(classifier: Pick<Classifier, 'kira'>): FeelingReader {
  return (text) => {
    const { label } = classifier.kira(text)
    if (label === 'neutral') return NEUTRAL
    const sentences = sentencesOf(text).filter((sentence) => /\p{L}/u.test(sentence))
    const alike =
      sentences.length > 1 && sentences.length <= MOST_SENTENCES
        ? sentences.filter((sentence) => classifier.kira(sentence).label === label)
        : sentences
    const telling = alike.length > 0 ? alike : [text]
    return { emotion: label, intensity: Math.max(...telling.map(saidIntensity)) }
  }
}
