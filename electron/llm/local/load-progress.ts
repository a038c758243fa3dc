import type { LoadStep } from '../../contract/index.ts'

/** What each step takes of a load, about: reading a large file takes most of it. */
const SHARES: Readonly<Record<LoadStep, number>> = { starting: 0.05, reading: 0.8, context: 0.05, 'warming-up': 0.1 }
const STEPS = Object.keys(SHARES) as LoadStep[]
/** Before so much is done, what has passed says little about what is left. */
const TELLING = 0.15

export interface LoadProgress {
  readonly step: LoadStep
  /** Of the whole load, 0 to 1. */
  readonly progress: number
  /** Null while nobody can tell. */
  readonly secondsLeft: number | null
}

/**
 * How far a load is.
 *
 * @param part of the step, 0 to 1
 * @param elapsedMs since the load began
 */
export function loadProgress(step: LoadStep, part: number, elapsedMs: number): LoadProgress {
  const before = STEPS.slice(0, STEPS.indexOf(step)).reduce((sum, earlier) => sum + SHARES[earlier], 0)
  const progress = Math.min(1, before + SHARES[step] * part)
  const secondsLeft = progress < TELLING ? null : Math.ceil((elapsedMs * (1 - progress)) / progress / 1000)
  return { step, progress, secondsLeft }
}
