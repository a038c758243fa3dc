import { damp } from '../math.ts'
import type { BodyBehaviour } from './behaviour.ts'

/**
 * She shifts her weight, slowly, and never twice in the same way: two waves that don't fit together. How restless she is
 * (0…1, ½ as ever) says how fast and how far. `share`: how much of it she does at all, 0…1.
 */
export function createSway(restlessness: () => number, share: () => number = () => 1): BodyBehaviour {
  let time = 0
  let unrest = restlessness()
  let size = share()
  return {
    update(delta, rig) {
      unrest = damp(unrest, restlessness(), 0.5, delta)
      time += 2 * unrest * delta
      size = damp(size, share(), 2, delta)
      const reach = size * (0.5 + unrest)
      const sideways = 0.6 * Math.sin(time * 0.71) + 0.4 * Math.sin(time * 0.433 + 1)
      const turning = Math.sin(time * 0.317 + 2)
      rig.shift(-0.018 * reach * sideways, 0, 0)
      rig.turn('spine', 0, 0.03 * reach * turning, 0.02 * reach * sideways)
      rig.turn('head', 0, 0, -0.03 * reach * sideways)
    },
  }
}
