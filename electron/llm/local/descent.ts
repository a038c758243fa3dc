import { basename } from 'node:path'
import { KiraError, type LoadedModel } from '../../contract/index.ts'
import type { ModelChoice } from '../port.ts'
import { faultOf, rungBelow } from './ladder.ts'
import type { Log } from './log.ts'
import type { Opening } from './open-model.ts'
import type { Rungs } from './rungs.ts'

/** The way down the ladder (ladder.ts), for the model that is chosen: what failed, and what is tried instead. */
export interface Descent {
  /** Stands in for the choice, which can't be made to run; undefined as long as that may be. */
  readonly substitute: ModelChoice | undefined
  /** Whether a graphics card may be looked for. */
  readonly mayLookForGpu: boolean
  /**
   * What is left to try after a failure: the same once more, or something lower, after what that does without was given up;
   * null where nothing is.
   */
  stepDown(failed: Opening, error: unknown): 'again' | 'lower' | null
  /** What was given up since the last time, as it is told; null where nothing was. */
  arrive(model: LoadedModel, choice: ModelChoice | undefined): KiraError | null
  /** A reply was finished: a death after that is the first one again. */
  forgetDeaths(): void
  /**
   * All may be tried again: there is another choice, or somebody wishes it. All but a graphics card that ended each process
   * that looked at it: that costs too much to be tried unless it is asked for.
   */
  begin(): void
  /** The graphics card may be looked at again, whatever came of it before. */
  tryCardAgain(): void
}

export function createDescent(parts: { rungs: Rungs; fallback: ModelChoice | undefined; log: Log }): Descent {
  const { rungs, fallback, log } = parts
  let substitute: ModelChoice | undefined
  let givenUp: 'rung' | 'model' | undefined
  let deathsInARow = 0
  let mayLookForGpu = !rungs.cardIsDeadly
  if (!mayLookForGpu) log.warn({}, 'the graphics card is left alone: no process survived a look at it')

  return {
    get substitute() {
      return substitute
    },
    get mayLookForGpu() {
      return mayLookForGpu
    },

    stepDown({ choice, rung, machine }, error) {
      const fault = faultOf(error)
      if (fault === null) return null
      if (fault === 'died') deathsInARow += 1
      log.warn({ err: error, fault, rung, deathsInARow }, 'the model failed')
      // Once is chance: the system may have ended it, or somebody.
      if (fault === 'died' && deathsInARow === 1) return 'again'
      if (machine === null && mayLookForGpu) {
        // It fell over while it looked at the machine: over the graphics card, most likely.
        mayLookForGpu = false
        givenUp ??= 'rung'
        return 'lower'
      }
      const below = rung && rungBelow(rung.planned, rung.ceiling, fault)
      if (below && machine) {
        rungs.remember(choice.path, machine, below)
        givenUp ??= 'rung'
        return 'lower'
      }
      if (fault === 'load' || fallback === undefined || choice.path === fallback.path) return null
      substitute = fallback
      givenUp = 'model'
      return 'lower'
    },

    arrive(model, choice) {
      const what = givenUp
      givenUp = undefined
      // It was the card, and not the process as such: one that leaves it alone runs.
      if (!mayLookForGpu && !rungs.cardIsDeadly) rungs.rememberCard(true)
      if (what === undefined) return null
      const { file, name, gpuLayers, totalLayers, contextSize } = model
      if (what === 'model') return new KiraError('MODEL_REPLACED', { file: basename(choice?.path ?? ''), name })
      return new KiraError('MODEL_STEPPED_DOWN', { file, layers: gpuLayers, total: totalLayers, context: contextSize })
    },

    forgetDeaths() {
      deathsInARow = 0
    },

    begin() {
      substitute = undefined
      givenUp = undefined
      deathsInARow = 0
    },

    tryCardAgain() {
      mayLookForGpu = true
      if (rungs.cardIsDeadly) rungs.rememberCard(false)
    },
  }
}
