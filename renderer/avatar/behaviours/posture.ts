import type { Emotion } from '../../../electron/contract/index.ts'
import { damp } from '../math.ts'
import type { Behaviour } from './behaviour.ts'

interface Pose {
  /** Radians; forward is positive. */
  readonly head: number
  /** Radians, to her right. */
  readonly tilt: number
  /** How far the arms lift from the body, radians. */
  readonly arms: number
}

/** How she holds herself. Small, but enough to tell where an avatar has no such face. */
const POSES: Readonly<Record<Emotion, Pose>> = {
  neutral: { head: 0, tilt: 0, arms: 0 },
  happy: { head: -0.06, tilt: 0.07, arms: 0.16 },
  relaxed: { head: 0.02, tilt: -0.06, arms: 0 },
  sad: { head: 0.16, tilt: 0.04, arms: -0.06 },
  angry: { head: 0.08, tilt: 0, arms: 0.1 },
  surprised: { head: -0.1, tilt: 0, arms: 0.24 },
  fear: { head: 0.05, tilt: -0.05, arms: -0.08 },
  disgust: { head: -0.04, tilt: -0.1, arms: 0.04 },
}

/** Follows the emotion on her face with head and arms, as far as the face shows it (`weight`: 0…1). */
export function createPosture(face: { readonly emotion: Emotion; readonly weight: number }): Behaviour {
  let pose = POSES.neutral
  return {
    update(delta, rig) {
      const target = POSES[face.emotion]
      const step = (key: keyof Pose) => damp(pose[key], target[key] * face.weight, 3.5, delta)
      pose = { head: step('head'), tilt: step('tilt'), arms: step('arms') }
      rig.turn('head', pose.head, 0, pose.tilt)
      rig.turn('leftUpperArm', 0, 0, pose.arms)
      rig.turn('rightUpperArm', 0, 0, -pose.arms)
    },
  }
}
