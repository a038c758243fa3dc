import { between } from '../math.ts'
import type { Act } from './act.ts'
import { both, type Pose, rehearse, type Score } from './score.ts'

/** None of them is seen twice within this time, in seconds. */
export const REPEAT_SECONDS = 120

/** A pose that she takes, holds for a while, and leaves. */
const held = (seconds: number, pose: Pose, until = 0.62): Score => ({
  seconds,
  poses: [
    [0.3 * seconds, pose],
    [until * seconds, pose],
  ],
})

/** Small things that somebody does who stands and waits. */
const FIDGETS: Readonly<Record<string, Score>> = {
  'weight on one leg': held(6, {
    shift: [-0.035, -0.008, 0],
    spine: [0, 0, -2.5],
    chest: [0, 0, -1.5],
    head: [0, 0, 2],
  }),
  'a tilt of the head': held(2.8, { neck: [0, 0, 2], head: [1, 2, 6] }),
  'a look to the side': held(3, { spine: [0, 3, 0], neck: [0, 4, 0], head: [1, 11, -2] }),
  'a look at her hand': held(
    4,
    {
      rightUpperArm: [-22, 0, 4],
      rightLowerArm: [24, 62, 0],
      rightHand: [-24, 0, 0],
      neck: [4, -3, 0],
      head: [9, -8, -2],
    },
    0.7,
  ),
  'shoulders rolled': {
    seconds: 2.6,
    poses: [
      [0.6, both({ Shoulder: [0, 6, -6] })],
      [1.1, both({ Shoulder: [0, -2, -11] })],
      [1.7, both({ Shoulder: [0, -8, -2] })],
    ],
  },
  'a deep breath': {
    seconds: 4,
    poses: [
      [1.4, { chest: [-5, 0, 0], head: [-2, 0, 0], ...both({ Shoulder: [0, 0, -7], UpperArm: [0, 0, -3] }) }],
      [1.8, { chest: [-5, 0, 0], head: [-2, 0, 0], ...both({ Shoulder: [0, 0, -7], UpperArm: [0, 0, -3] }) }],
      [3, { chest: [2, 0, 0], head: [2, 0, 0], ...both({ Shoulder: [0, 0, 2] }) }],
    ],
  },
  'arms swung': {
    seconds: 3.2,
    poses: [
      [0.6, both({ UpperArm: [-13, 0, 0], LowerArm: [0, 8, 0] })],
      [1.2, both({ UpperArm: [10, 0, 0] })],
      [1.8, both({ UpperArm: [-9, 0, 0], LowerArm: [0, 5, 0] })],
      [2.4, both({ UpperArm: [5, 0, 0] })],
    ],
  },
  'hands behind her': held(
    5,
    { ...both({ UpperArm: [16, 0, -3], LowerArm: [20, 26, 0] }), chest: [-3, 0, 0], head: [-1, 0, 3] },
    0.72,
  ),
  'a turn of the hips': {
    seconds: 3.6,
    poses: [
      [0.8, { spine: [0, 7, 0], ...both({ UpperArm: [-3, 0, -4] }), head: [0, -4, 0] }],
      [1.9, { spine: [0, -6, 0], ...both({ UpperArm: [-3, 0, -4] }), head: [0, 4, 0] }],
      [2.8, { spine: [0, 2, 0] }],
    ],
  },
  'knees bent': {
    seconds: 2.2,
    poses: [
      [0.5, { shift: [0, -0.045, 0], spine: [2, 0, 0] }],
      [0.9, { shift: [0, -0.004, 0] }],
      [1.3, { shift: [0, -0.03, 0], spine: [1, 0, 0] }],
    ],
  },
  'a stretched neck': {
    seconds: 4,
    poses: [
      [0.9, { neck: [0, 0, 5], head: [2, 0, 8] }],
      [1.5, { neck: [0, 0, 5], head: [3, 0, 8] }],
      [2.4, { neck: [0, 0, -4], head: [3, 0, -7] }],
      [2.9, { neck: [0, 0, -4], head: [2, 0, -7] }],
    ],
  },
  'a hand shaken loose': {
    seconds: 2.2,
    poses: [
      [0.5, { rightUpperArm: [-6, 0, -8], rightLowerArm: [0, 30, 0], rightHand: [0, 0, 14] }],
      [0.75, { rightUpperArm: [-6, 0, -8], rightLowerArm: [0, 34, 0], rightHand: [0, 0, -16] }],
      [1, { rightUpperArm: [-6, 0, -8], rightLowerArm: [0, 30, 0], rightHand: [0, 0, 14] }],
      [1.25, { rightUpperArm: [-6, 0, -8], rightLowerArm: [0, 33, 0], rightHand: [0, 0, -12] }],
    ],
  },
  'a glance at her feet': held(2.6, { spine: [2, 0, 0], neck: [6, 2, 0], head: [12, 3, 2] }),
  'a lean forward': held(4.4, { spine: [5, 0, 0], chest: [2, 0, 0], neck: [-3, 0, 0], head: [-3, 0, 4] }),
}

const POOL = Object.entries(FIDGETS).map(([name, score]) => ({ name, act: rehearse(score) }))

export interface Fidgets {
  /** The next one, a little different each time; null while all were seen lately. `now`: seconds. */
  next(now: number): { readonly name: string; readonly act: Act } | null
}

/** `random` gives 0…1. */
export function createFidgets(random: () => number): Fidgets {
  const seen = new Map<string, number>()
  return {
    next(now) {
      const fresh = POOL.filter(({ name }) => now - (seen.get(name) ?? Number.NEGATIVE_INFINITY) > REPEAT_SECONDS)
      const chosen = fresh[Math.floor(random() * fresh.length)]
      if (!chosen) return null
      seen.set(chosen.name, now)
      const how = { size: between(random, 0.7, 1.15), tempo: between(random, 0.8, 1.2), mirrored: random() < 0.5 }
      return { name: chosen.name, act: chosen.act(how) }
    },
  }
}
