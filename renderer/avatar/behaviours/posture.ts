import type { Emotion } from '../../../electron/contract/index.ts'
import { follow, restingAt } from '../motion/spring.ts'
import type { Behaviour } from './behaviour.ts'
import type { Breathing } from './breath.ts'

/** How she holds herself. Angles are in radians. */
interface Pose {
  /** Forward. */
  readonly head: number
  /** The head, to her right. */
  readonly tilt: number
  /** The head, to her left: away from what she does not want to see. */
  readonly away: number
  /** Forward: slumped, or, below 0, upright. */
  readonly back: number
  /** How far the shoulders are drawn up. */
  readonly shoulders: number
  /** How far the arms lift from the body. */
  readonly arms: number
  /** How far the elbows are bent. */
  readonly elbows: number
  /** Of her breath; 1 as ever. */
  readonly pace: number
  readonly depth: number
}

const NEUTRAL: Pose = { head: 0, tilt: 0, away: 0, back: 0, shoulders: 0, arms: 0, elbows: 0, pace: 1, depth: 1 }

/** Small, but enough to tell where an avatar has no such face. */
const POSES: Readonly<Record<Emotion, Pose>> = {
  neutral: NEUTRAL,
  happy: { ...NEUTRAL, head: -0.06, tilt: 0.07, back: -0.05, arms: 0.16, elbows: 0.2, pace: 1.2, depth: 1.2 },
  relaxed: { ...NEUTRAL, head: 0.03, tilt: -0.08, back: 0.04, shoulders: -0.08, pace: 0.75, depth: 1.2 },
  sad: { ...NEUTRAL, head: 0.16, tilt: 0.04, back: 0.12, shoulders: -0.1, arms: -0.06, pace: 0.8 },
  angry: { ...NEUTRAL, head: 0.08, back: 0.05, shoulders: 0.1, arms: 0.12, elbows: 0.35, pace: 1.5, depth: 1.5 },
  surprised: { ...NEUTRAL, head: -0.1, back: -0.08, shoulders: 0.1, arms: 0.24, elbows: 0.3, pace: 1.4 },
  fear: { ...NEUTRAL, head: 0.05, tilt: -0.05, back: 0.08, shoulders: 0.18, arms: -0.08, elbows: 0.7, pace: 1.8 },
  disgust: { ...NEUTRAL, head: -0.04, tilt: -0.1, away: 0.16, back: -0.07, shoulders: 0.04, arms: 0.04, elbows: 0.3 },
}

const PARTS = Object.keys(NEUTRAL) as (keyof Pose)[]
/** Per second, see `follow`. */
const RATE = 6

export interface Posture extends Behaviour {
  /** How she breathes, as she feels. */
  readonly breathing: Breathing
}

/**
 * Follows the emotion on her face with head, back and arms, as far as the face shows it (`weight`: 0…1). `share`: how
 * much of that her body shows, 0…1.
 */
export function createPosture(
  face: { readonly emotion: Emotion; readonly weight: number },
  share: () => number = () => 1,
): Posture {
  const held = Object.fromEntries(PARTS.map((part) => [part, restingAt(NEUTRAL[part])])) as Record<
    keyof Pose,
    ReturnType<typeof restingAt>
  >
  return {
    get breathing() {
      return { pace: held.pace.value, depth: held.depth.value }
    },
    update(delta, rig) {
      const target = POSES[face.emotion]
      const amount = face.weight * share()
      for (const part of PARTS) {
        follow(held[part], NEUTRAL[part] + amount * (target[part] - NEUTRAL[part]), RATE, delta)
      }
      const { head, tilt, away, back, shoulders, arms, elbows } = held
      rig.turn('head', head.value, away.value, tilt.value)
      rig.turn('spine', 0.6 * back.value, 0, 0)
      rig.turn('chest', 0.4 * back.value, 0, 0)
      rig.turn('leftShoulder', 0, 0, shoulders.value)
      rig.turn('rightShoulder', 0, 0, -shoulders.value)
      rig.turn('leftUpperArm', 0, 0, arms.value)
      rig.turn('rightUpperArm', 0, 0, -arms.value)
      rig.turn('leftLowerArm', 0, -elbows.value, 0)
      rig.turn('rightLowerArm', 0, elbows.value, 0)
    },
  }
}
