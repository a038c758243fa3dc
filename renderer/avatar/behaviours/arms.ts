import type { VRMHumanBoneName } from '@pixiv/three-vrm'
import type { Behaviour } from './behaviour.ts'

/** How far the joints of a finger are bent where the hand hangs loose, in radians. */
const LOOSE = { Proximal: 0.22, Intermediate: 0.28, Distal: 0.16 }
const FINGERS = ['Index', 'Middle', 'Ring', 'Little']

const LOOSE_FINGERS = (['left', 'right'] as const).flatMap((side) =>
  FINGERS.flatMap((finger) =>
    Object.entries(LOOSE).map(
      ([joint, bend]) => [`${side}${finger}${joint}` as VRMHumanBoneName, side === 'left' ? -bend : bend] as const,
    ),
  ),
)

/** Lets her arms and hands hang, a little away from the body: avatars are stored with arms and fingers stretched out. */
export function createArms(): Behaviour {
  return {
    update(_delta, rig) {
      rig.turn('leftUpperArm', 0, 0, -1.22)
      rig.turn('rightUpperArm', 0, 0, 1.22)
      rig.turn('leftLowerArm', 0, -0.18, 0)
      rig.turn('rightLowerArm', 0, 0.18, 0)
      for (const [bone, bend] of LOOSE_FINGERS) rig.turn(bone, 0, 0, bend)
    },
  }
}
