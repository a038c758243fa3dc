import type { Gesture } from '../../../electron/contract/index.ts'
import { both, type Pose, rehearse, type Score } from './score.ts'

/** Gestures that are moves on a score; `doze` is a state (behaviours/sleep.ts), and `tilt` goes with a question. */
export type Move = Exclude<Gesture, 'doze'> | 'tilt'

/** The fingers of her right hand and how much farther than loose each is bent, in degrees; avatars without do without. */
function rightHand(index: number, others: number, thumb = 0): Pose {
  const finger = (name: string, bend: number): Pose => ({
    [`right${name}Proximal`]: [0, 0, bend],
    [`right${name}Intermediate`]: [0, 0, bend],
    [`right${name}Distal`]: [0, 0, 0.6 * bend],
  })
  return {
    ...finger('Index', index),
    ...finger('Middle', others),
    ...finger('Ring', others),
    ...finger('Little', others),
    rightThumbProximal: [0, -thumb, 0],
    rightThumbDistal: [0, -thumb, 0],
  }
}

/** Her open hand beside her head, the forearm at this angle and the hand behind it. */
const waving = (forearm: number, hand: number): Pose => ({
  rightUpperArm: [-82, -14, -62],
  rightLowerArm: [0, forearm, 0],
  rightHand: [0, hand, 0],
  ...rightHand(-15, -15, -8),
  spine: [0, 0, -3],
  head: [-2, -4, 7],
})

const wave: Score = {
  seconds: 2.6,
  poses: [
    [0.5, waving(70, 6)],
    [0.78, waving(90, 14)],
    [1.06, waving(52, -14)],
    [1.34, waving(90, 14)],
    [1.62, waving(52, -14)],
    [1.9, waving(76, 4)],
  ],
}

const nod: Score = {
  seconds: 1.1,
  poses: [
    [0.22, { neck: [5, 0, 0], head: [10, 0, 0] }],
    [0.48, { neck: [-1, 0, 0], head: [-3, 0, 0] }],
    [0.74, { neck: [3, 0, 0], head: [7, 0, 0] }],
  ],
}

const shake: Score = {
  seconds: 1.5,
  poses: [
    [0.26, { neck: [1, 6, 0], head: [2, 13, 0] }],
    [0.62, { neck: [1, -6, 0], head: [2, -14, 0] }],
    [0.96, { neck: [1, 5, 0], head: [2, 11, 0] }],
    [1.22, { neck: [0, -2, 0], head: [1, -5, 0] }],
  ],
}

const shrugging = (part: number): Pose => ({
  ...both({
    Shoulder: [0, 0, -16 * part],
    UpperArm: [6 * part, -6 * part, -16 * part],
    LowerArm: [-44 * part, 68 * part, 0],
    Hand: [-52 * part, 0, 0],
  }),
  head: [-3 * part, 0, 10 * part],
  chest: [-2 * part, 0, 0],
})

const shrug: Score = {
  seconds: 2,
  poses: [
    [0.42, shrugging(1)],
    [0.68, shrugging(0.9)],
    [1.15, shrugging(1)],
  ],
}

/** A hand at her chin, the other arm under its elbow, her eyes elsewhere. */
const thinking = (head: number): Pose => ({
  rightUpperArm: [-34, -8, 12],
  rightLowerArm: [30, 118, 0],
  rightHand: [0, 12, -10],
  ...rightHand(-4, 46, 18),
  leftUpperArm: [-10, 8, -8],
  leftLowerArm: [26, -72, 0],
  spine: [2, 0, -2],
  head: [-5, 9 + head, 7],
})

const think: Score = {
  face: 'thinking',
  seconds: 4,
  poses: [
    [0.7, thinking(0)],
    [1.6, thinking(3)],
    [2.5, thinking(-2)],
    [3.2, thinking(0)],
  ],
}

/** `up`: in parts of the height of her hips; below 0 her knees bend, above it her feet leave the ground. */
const bouncing = (up: number, arms: number, tilt: number): Pose => ({
  shift: [0, up, 0],
  ...both({ Shoulder: [0, 0, -5 * arms], UpperArm: [0, 0, -34 * arms], LowerArm: [0, 62 * arms, 0] }),
  chest: [-4 * arms, 0, 0],
  head: [-5 * arms, 0, tilt],
})

const bounce: Score = {
  seconds: 2,
  poses: [
    [0.26, bouncing(-0.075, 0.4, 0)],
    [0.56, bouncing(0.025, 1, 6)],
    [0.86, bouncing(-0.065, 0.7, 0)],
    [1.14, bouncing(0.02, 1, -6)],
    [1.46, bouncing(-0.04, 0.4, 0)],
  ],
}

const drooping = (part: number): Pose => ({
  spine: [8 * part, 0, 0],
  chest: [6 * part, 0, 0],
  neck: [4 * part, 0, 0],
  head: [12 * part, 0, 3 * part],
  ...both({ Shoulder: [0, 9 * part, 5 * part], UpperArm: [-12 * part, 0, 5 * part], LowerArm: [0, -4 * part, 0] }),
  shift: [0, -0.035 * part, 0],
})

const droop: Score = {
  seconds: 3.6,
  poses: [
    [0.9, drooping(0.92)],
    [1.5, drooping(1)],
    [2.3, drooping(0.96)],
  ],
}

const startled = (part: number): Pose => ({
  shift: [0, -0.045 * part, -0.05 * part],
  spine: [-6 * part, 0, 0],
  neck: [-3 * part, 0, 0],
  head: [-7 * part, 0, 0],
  ...both({
    Shoulder: [0, 0, -13 * part],
    UpperArm: [-8 * part, 0, -26 * part],
    LowerArm: [0, 66 * part, 0],
    Hand: [0, 0, -18 * part],
  }),
})

const startle: Score = {
  seconds: 1.7,
  poses: [
    [0.22, startled(1)],
    [0.5, startled(0.82)],
    [0.8, startled(0.78)],
  ],
}

const stretching = (part: number, side: number): Pose => ({
  ...both({
    Shoulder: [0, 0, -12 * part],
    UpperArm: [-8 * part, -14 * part, -102 * part],
    LowerArm: [0, 34 * part, 0],
    Hand: [0, 0, -12 * part],
  }),
  spine: [-6 * part, 0, 4 * side],
  chest: [-6 * part, 0, 3 * side],
  head: [-11 * part, 0, 4 * side],
})

const stretch: Score = {
  seconds: 4,
  poses: [
    [1, stretching(0.94, 0)],
    [1.6, stretching(1, 1)],
    [2.3, stretching(1, -1)],
    [2.8, stretching(0.92, 0)],
  ],
}

/** Her head comes up, she shakes the sleep off, and straightens. */
const wake: Score = {
  seconds: 1.9,
  poses: [
    [0.35, { head: [-7, 0, 0], chest: [-4, 0, 0], ...both({ Shoulder: [0, 0, -8] }) }],
    [0.62, { head: [-3, 9, 2], chest: [-5, 0, 0], ...both({ Shoulder: [0, 0, -9] }) }],
    [0.9, { head: [-2, -9, -2], chest: [-5, 0, 0], ...both({ Shoulder: [0, 0, -7] }) }],
    [1.18, { head: [-1, 4, 0], chest: [-2, 0, 0] }],
  ],
}

const tilt: Score = {
  seconds: 2,
  poses: [
    [0.45, { neck: [0, 0, 3], head: [-2, 3, 8] }],
    [1.3, { neck: [0, 0, 3], head: [-2, 3, 9] }],
  ],
}

/** Her own gestures. One-armed ones are for the right hand. */
export const MOVES = {
  wave: rehearse(wave),
  nod: rehearse(nod),
  shake: rehearse(shake),
  shrug: rehearse(shrug),
  think: rehearse(think),
  bounce: rehearse(bounce),
  droop: rehearse(droop),
  startle: rehearse(startle),
  stretch: rehearse(stretch),
  wake: rehearse(wake),
  tilt: rehearse(tilt),
} satisfies Record<Move, ReturnType<typeof rehearse>>
