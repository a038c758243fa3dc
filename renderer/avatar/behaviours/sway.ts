import { damp } from '../math.ts'
import type { Behaviour } from './behaviour.ts'

/**
 * She shifts her weight, slowly, and never twice in the same way: two waves that don't fit together. How restless she is
 * (0…1, ½ as ever) says how fast and how far.
 */
export function createSway(restlessness: () => number): Behaviour {
  let time = 0
  let unrest = restlessness()
  return {
    update(delta, rig) {
      unrest = damp(unrest, restlessness(), 0.5, delta)
      time += 2 * unrest * delta
      const reach = 0.5 + unrest
      const sideways = 0.6 * Math.sin(time * 0.71) + 0.4 * Math.sin(time * 0.433 + 1)
      const turning = Math.sin(time * 0.317 + 2)
      rig.turn('spine', 0, 0.03 * reach * turning, 0.02 * reach * sideways)
      rig.turn('head', 0, 0, -0.03 * reach * sideways)
    },
  }
}
