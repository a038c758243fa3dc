import { follow, restingAt } from '../motion/spring.ts'
import type { Behaviour } from './behaviour.ts'

/** Half asleep she stays this long, in seconds. */
const DROWSY_SECONDS = 6
/** Falling asleep takes its time, waking does not. Per second, see `follow`. */
const SINKING_RATE = 1.2
const WAKING_RATE = 9

export interface Sleep extends Behaviour {
  readonly asleep: boolean
  /** How heavy her lids are: 0 is awake, 1 shut. */
  readonly sleepiness: number
  doze(): void
  wake(): void
}

/** She dozes off: first drowsy, then asleep, her head sunk; and wakes. */
export function createSleep(): Sleep {
  const depth = restingAt(0)
  let asleep = false
  let time = 0

  return {
    get asleep() {
      return asleep
    },
    get sleepiness() {
      return depth.value < 1e-3 ? 0 : Math.min(1, depth.value)
    },
    doze() {
      if (asleep) return
      asleep = true
      time = 0
    },
    wake() {
      asleep = false
    },
    update(delta, rig) {
      time += delta
      // All but shut would be a stare.
      const goal = asleep ? (time < DROWSY_SECONDS ? 0.5 : 1.01) : 0
      follow(depth, goal, asleep ? SINKING_RATE : WAKING_RATE, delta)
      const sunk = depth.value
      if (sunk < 1e-6) return
      rig.turn('neck', 0.14 * sunk, 0, 0)
      rig.turn('head', 0.24 * sunk, 0, 0.09 * sunk)
      rig.turn('spine', 0.06 * sunk, 0, 0)
      rig.turn('chest', 0.05 * sunk, 0, 0)
      rig.turn('leftShoulder', 0, 0, -0.05 * sunk)
      rig.turn('rightShoulder', 0, 0, 0.05 * sunk)
    },
  }
}
