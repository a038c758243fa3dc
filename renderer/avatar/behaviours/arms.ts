import type { Behaviour } from './behaviour.ts'

/** Lets her arms hang, a little away from the body: avatars are stored with arms stretched out. */
export function createArms(): Behaviour {
  return {
    update(_delta, rig) {
      rig.turn('leftUpperArm', 0, 0, -1.22)
      rig.turn('rightUpperArm', 0, 0, 1.22)
      rig.turn('leftLowerArm', 0, -0.18, 0)
      rig.turn('rightLowerArm', 0, 0.18, 0)
    },
  }
}
