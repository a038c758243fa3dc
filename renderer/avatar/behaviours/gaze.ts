import type { Gaze } from '../face/gaze-weights.ts'
import { between, clamp, damp } from '../math.ts'
import type { Behaviour } from './behaviour.ts'

/** How long she follows something that no longer moves, in seconds. */
const INTEREST_SECONDS = 4
/** Eyes leap, the head comes after. Per second, see `damp`. */
const EYE_RATE = 18
const HEAD_RATE = 4
/** The head's share of the way. */
const HEAD_SHARE = 0.5
const RADIANS = Math.PI / 180

const AHEAD: Gaze = { yaw: 0, pitch: 0 }

export interface GazeBehaviour extends Behaviour {
  /** Where her eyes turn, from where her head does. */
  readonly eyes: Gaze
  /** Something moved there. */
  follow(target: Gaze): void
}

export interface GazeOptions {
  /** Gives 0…1. */
  readonly random: () => number
  /** Whether she should look about less (`prefers-reduced-motion`). */
  readonly calm: () => boolean
  /** How restless she is: 0…1, ½ as ever. */
  readonly restlessness: () => number
}

/** She looks at what moves; where nothing does, ahead and, now and then, beside. */
export function createGaze({ random, calm, restlessness }: GazeOptions): GazeBehaviour {
  let target = AHEAD
  let interest = 0
  let untilSaccade = 0
  let look = AHEAD
  let head = AHEAD

  function wander(): void {
    const ahead = calm() || random() < 0.45
    target = ahead ? AHEAD : { yaw: between(random, -16, 16), pitch: between(random, -6, 8) }
    untilSaccade = between(random, 0.8, 4) * (1.5 - restlessness())
  }

  const towards = (from: Gaze, to: Gaze, rate: number, delta: number): Gaze => ({
    yaw: damp(from.yaw, to.yaw, rate, delta),
    pitch: damp(from.pitch, to.pitch, rate, delta),
  })

  return {
    get eyes() {
      return { yaw: look.yaw - head.yaw, pitch: look.pitch - head.pitch }
    },
    follow({ yaw, pitch }) {
      target = { yaw: clamp(yaw, -40, 40), pitch: clamp(pitch, -25, 25) }
      interest = INTEREST_SECONDS
      untilSaccade = 0
    },
    update(delta, rig) {
      interest -= delta
      untilSaccade -= delta
      if (interest <= 0 && untilSaccade <= 0) wander()
      look = towards(look, target, EYE_RATE, delta)
      head = towards(head, { yaw: look.yaw * HEAD_SHARE, pitch: look.pitch * HEAD_SHARE }, HEAD_RATE, delta)
      rig.turn('neck', 0.3 * head.pitch * RADIANS, 0.3 * head.yaw * RADIANS, 0)
      rig.turn('head', 0.7 * head.pitch * RADIANS, 0.7 * head.yaw * RADIANS, 0)
    },
  }
}
