import { fileURLToPath } from 'node:url'
import type { Language } from '../../electron/contract/index.ts'
import { type Labelled, readOwn } from '../../scripts/emotion-classifier/training/labelled.ts'

const OWN = new URL('../../scripts/emotion-classifier/sentences/test/', import.meta.url)

/** Our own test sentences: each bears one of the eight labels, and all labels are equally many. */
export const ownSentences = (language: Language): Labelled[] => readOwn(fileURLToPath(new URL(`${language}.tsv`, OWN)))
