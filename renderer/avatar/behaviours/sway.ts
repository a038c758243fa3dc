import type { Behaviour } from './behaviour.ts'

/** She shifts her weight, slowly, and never twice in the same way: two waves that don't fit together. */
export function createSway(): Behaviour {
  let time = 0
  return {
    update(delta, rig) {
      time += delta
      const sideways = 0.6 * Math.sin(time * 0.71) + 0.4 * Math.sin(time * 0.433 + 1)
      const turning = Math.sin(time * 0.317 + 2)
      rig.turn('spine', 0, 0.03 * turning, 0.02 * sideways)
      rig.turn('head', 0, 0, -0.03 * sideways)
    },
  }
}
