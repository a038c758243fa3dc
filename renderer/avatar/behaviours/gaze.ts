import type { Gaze } from '../face/gaze-weights.ts'
import { between, clamp, damp, trail } from '../math.ts'
import type { Behaviour } from './behaviour.ts'

/** How long she follows something that no longer moves, in seconds. */
const INTEREST_SECONDS = 4
/** Eyes leap, the head comes after. Per second, see `damp`. */
const EYE_RATE = 18
const HEAD_RATE = 4
/** The head's share of the way. */
const HEAD_SHARE = 0.5
/** As far as she looks, in degrees, and how far eyes turn in their sockets before it would look odd. */
const REACH: Gaze = { yaw: 55, pitch: 32 }
const EYE_REACH: Gaze = { yaw: 30, pitch: 20 }
/** A shift that people blink with, in degrees. */
const LARGE_SHIFT = 20
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
  /** Called when her eyes leap far. */
  readonly onLargeShift?: () => void
}

/** She looks at what moves; where nothing does, ahead and, now and then, beside. */
export function createGaze({ random, calm, restlessness, onLargeShift }: GazeOptions): GazeBehaviour {
  let target = AHEAD
  let interest = 0
  let untilSaccade = 0
  let look = AHEAD
  let head = AHEAD

  function aim(next: Gaze): void {
    if (Math.hypot(next.yaw - look.yaw, next.pitch - look.pitch) >= LARGE_SHIFT) onLargeShift?.()
    target = next
  }

  function wander(): void {
    const ahead = calm() || random() < 0.45
    aim(ahead ? AHEAD : { yaw: between(random, -16, 16), pitch: between(random, -6, 8) })
    untilSaccade = between(random, 0.8, 4) * (1.5 - clamp(restlessness(), 0, 1))
  }

  function move(delta: number): void {
    const axis = (key: keyof Gaze) => {
      const from = HEAD_SHARE * look[key]
      return {
        look: damp(look[key], target[key], EYE_RATE, delta),
        head: trail(head[key], from, HEAD_SHARE * target[key], EYE_RATE, HEAD_RATE, delta),
      }
    }
    const [yaw, pitch] = [axis('yaw'), axis('pitch')]
    look = { yaw: yaw.look, pitch: pitch.look }
    head = { yaw: yaw.head, pitch: pitch.head }
    interest -= delta
    untilSaccade -= delta
  }

  return {
    get eyes() {
      return limited({ yaw: look.yaw - head.yaw, pitch: look.pitch - head.pitch }, EYE_REACH)
    },
    follow(place) {
      if (!Number.isFinite(place.yaw + place.pitch)) return
      aim(limited(place, REACH))
      interest = INTEREST_SECONDS
      untilSaccade = 0
    },
    update(delta, rig) {
      // A long frame is taken in steps, each as long as she looks at one place: so its length changes nothing.
      let left = delta
      while (left > 0) {
        if (interest <= 0 && untilSaccade <= 0) wander()
        const step = Math.min(left, Math.max(interest, untilSaccade))
        move(step)
        left -= step
      }
      rig.turn('neck', 0.3 * head.pitch * RADIANS, 0.3 * head.yaw * RADIANS, 0)
      rig.turn('head', 0.7 * head.pitch * RADIANS, 0.7 * head.yaw * RADIANS, 0)
    },
  }
}

const limited = ({ yaw, pitch }: Gaze, reach: Gaze): Gaze => ({
  yaw: clamp(yaw, -reach.yaw, reach.yaw),
  pitch: clamp(pitch, -reach.pitch, reach.pitch),
})
