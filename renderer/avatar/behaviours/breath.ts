import type { Behaviour } from './behaviour.ts'

const SECONDS_PER_BREATH = 4

/** Chest and shoulders rise and fall. */
export function createBreath(): Behaviour {
  let time = 0
  return {
    update(delta, rig) {
      time = (time + delta) % SECONDS_PER_BREATH
      const depth = Math.sin((time / SECONDS_PER_BREATH) * 2 * Math.PI)
      rig.turn('chest', -0.012 * depth, 0, 0)
      rig.turn('neck', 0.008 * depth, 0, 0)
      rig.turn('leftUpperArm', 0, 0, 0.025 * depth)
      rig.turn('rightUpperArm', 0, 0, -0.025 * depth)
    },
  }
}
