import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { KiraError, NEUTRAL, toKiraError } from '../contract/index.ts'
import type { Classifier } from '../emotion/classifier/classification.ts'
import { createClassifier } from '../emotion/classifier/index.ts'
import { type FeelingReader, feelingReader } from '../emotion/index.ts'

/**
 * The classifier that ships with Kira.
 *
 * @param rootDir where models/ is
 * @throws KiraError `CLASSIFIER_UNREADABLE`
 */
export function openClassifier(rootDir: string): Classifier {
  return readClassifier(join(rootDir, 'models', 'kira-emotions.safetensors'), createClassifier)
}

/**
 * Makes a classifier of a file of weights.
 *
 * @throws KiraError `CLASSIFIER_UNREADABLE` where there is no such file, or `create` throws over it
 */
export function readClassifier(path: string, create: (weights: Uint8Array) => Classifier): Classifier {
  try {
    return create(readFileSync(path))
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new KiraError('CLASSIFIER_UNREADABLE', { path, detail }, { cause: error })
  }
}

/** Reads feelings with a classifier; where there is none, everything reads as neutral and `onProblem` is told why. */
export function openFeelingReader(open: () => Classifier, onProblem: (problem: KiraError) => void): FeelingReader {
  try {
    return feelingReader(open())
  } catch (error) {
    onProblem(toKiraError(error))
    return () => NEUTRAL
  }
}
