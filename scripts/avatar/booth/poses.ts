/** Turns of bones from T-pose: radians about x (nods forward), y (turns to her left) and z (leans to her right). */
export type Pose = Readonly<Record<string, readonly [x: number, y: number, z: number]>>

const FINGERS = ['Index', 'Middle', 'Ring', 'Little'] as const
const JOINTS = ['Proximal', 'Intermediate', 'Distal'] as const

/** Closes fingers of one hand: `bend` radians in each joint. */
function bent(side: 'left' | 'right', fingers: readonly (typeof FINGERS)[number][], bend: number): Pose {
  const towardsPalm = side === 'left' ? -bend : bend
  return Object.fromEntries(
    fingers.flatMap((finger) => JOINTS.map((joint) => [`${side}${finger}${joint}`, [0, 0, towardsPalm]])),
  )
}

const hanging: Pose = {
  leftUpperArm: [0, 0, -1.22],
  rightUpperArm: [0, 0, 1.22],
  leftLowerArm: [0, -0.18, 0],
  rightLowerArm: [0, 0.18, 0],
  ...bent('left', FINGERS, 0.2),
  ...bent('right', FINGERS, 0.2),
}

/** What a body should be able to do, by name. */
export const POSES = {
  T: {},
  hanging,
  wave: {
    ...hanging,
    leftUpperArm: [0, -0.2, 0.35],
    leftLowerArm: [0, 0, 1.1],
    leftHand: [1.45, 0, 0],
    ...bent('left', FINGERS, 0.02),
    head: [0, 0, 0.1],
  },
  point: {
    ...hanging,
    rightUpperArm: [0, 0.7, -0.25],
    rightLowerArm: [0, 0.2, 0],
    ...bent('right', ['Middle', 'Ring', 'Little'], 1.35),
    ...bent('right', ['Index'], 0),
    rightThumbMetacarpal: [0, -0.4, 0.2],
  },
  bow: {
    ...hanging,
    spine: [0.25, 0, 0],
    chest: [0.25, 0, 0],
    neck: [0.15, 0, 0],
    leftUpperLeg: [-0.5, 0, 0],
    leftLowerLeg: [0.9, 0, 0],
  },
} as const satisfies Record<string, Pose>
