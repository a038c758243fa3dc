import { clamp, ease } from '../math.ts'
import { mixed, NO_WEIGHTS, type Weights } from './weights.ts'

/** Weights on their way to others. */
export interface Fade {
  readonly weights: Weights
  readonly moving: boolean
  /** Heads for other weights, from where they are now, so that nothing jumps. */
  to(target: Weights, seconds: number): void
  update(delta: number): void
}

/** All weights move together, so a sum that is at most 1 at both ends is at most 1 on the way. */
export function createFade(): Fade {
  let from = NO_WEIGHTS
  let target = NO_WEIGHTS
  let progress = 1
  let duration = 1
  let weights = NO_WEIGHTS

  return {
    get weights() {
      return weights
    },
    get moving() {
      return progress < 1
    },
    to(newTarget, seconds) {
      from = weights
      target = newTarget
      duration = seconds
      progress = 0
    },
    update(delta) {
      if (progress === 1) return
      progress = clamp(progress + delta / duration, 0, 1)
      weights = mixed(from, target, ease(progress))
    },
  }
}
