import { KiraError, PROFILES } from '../../contract/index.ts'
import type { PlanCeiling } from '../fit/choose-plan.ts'
import { ProcessEnded } from './connection.ts'

/**
 * What is given up, step by step, where a model can't be made to run: half of the context at a time, then some of the
 * graphics card, then all of it. Below that there is only a smaller model.
 */
export type Rung = PlanCeiling

/** What went wrong: too little memory, a process that ended by itself, or a load that failed for another reason. */
export type Fault = 'memory' | 'died' | 'load'

/** No context is cut below this, in tokens: a talk needs some room. */
const LEAST_CONTEXT = 2048
/** On the CPU there is other memory, so that the context may be larger again. In tokens. */
const CPU_CONTEXT = 4096

/**
 * The rung to try after one that failed; null where there is none. Each one is lower, so the ladder ends.
 *
 * @param planned what was tried
 * @param ceiling what it was held down to, after earlier failures
 */
export function rungBelow(planned: Rung, ceiling: Rung | undefined, fault: Fault): Rung | null {
  const { profile, contextSize } = lower(planned, ceiling)
  const onCpu = profile === 'cpu_fallback'
  // Less memory would not help; another processor may.
  if (fault === 'load') return onCpu ? null : { profile: 'cpu_fallback', contextSize }
  if (contextSize > LEAST_CONTEXT) return { profile, contextSize: Math.max(LEAST_CONTEXT, Math.floor(contextSize / 2)) }
  if (onCpu) return null
  // Held down to `balanced`, it gets fewer layers than as many as should fit.
  return ceiling?.profile === 'balanced'
    ? { profile: 'cpu_fallback', contextSize: CPU_CONTEXT }
    : { profile: 'balanced', contextSize }
}

/** The lower of each. */
function lower(one: Rung, other: Rung = one): Rung {
  const rank = (rung: Rung) => PROFILES.indexOf(rung.profile)
  return {
    profile: rank(one) < rank(other) ? other.profile : one.profile,
    contextSize: Math.min(one.contextSize, other.contextSize),
  }
}

/** What a failure says about the rung; null where it is not the rung's fault, but the file's, say. */
export function faultOf(error: unknown): Fault | null {
  if (error instanceof ProcessEnded) return 'died'
  if (!(error instanceof KiraError)) return null
  if (error.code === 'MODEL_OUT_OF_MEMORY') return 'memory'
  return error.code === 'MODEL_UNSUPPORTED' || error.code === 'UNEXPECTED' ? 'load' : null
}
