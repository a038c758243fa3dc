import type { Vec3 } from './vector.ts'

export interface Bone {
  readonly name: string
  readonly parent: string | null
  /** In the world, in T-pose. No bone is rotated, so the difference to the parent is its translation. */
  readonly position: Vec3
  /** The VRM 1.0 human bone it stands for; ears and antenna are none. */
  readonly human: string | null
}

export interface Side {
  readonly name: 'Left' | 'Right'
  /** Her left is +x. */
  readonly sign: 1 | -1
}

export const SIDES: readonly Side[] = [
  { name: 'Left', sign: 1 },
  { name: 'Right', sign: -1 },
]

const bone = (name: string, parent: string | null, position: Vec3, human: string | null = null): Bone => ({
  name,
  parent,
  position,
  human,
})

/** Where each finger's joints are on her left hand; the other end of the last one is its tip. */
const FINGERS: Readonly<Record<string, { parts: readonly string[]; joints: readonly Vec3[] }>> = {
  Thumb: {
    parts: ['Metacarpal', 'Proximal', 'Distal'],
    joints: [
      [0.408, 0.553, 0.028],
      [0.426, 0.55, 0.052],
      [0.442, 0.548, 0.073],
    ],
  },
  ...Object.fromEntries(
    (
      [
        ['Index', 0.03],
        ['Middle', 0],
        ['Ring', -0.018],
        ['Little', -0.036],
      ] as const
    ).map(([finger, z]) => [
      finger,
      {
        parts: ['Proximal', 'Intermediate', 'Distal'],
        joints: [0.46, 0.494, 0.521].map((x): Vec3 => [x, 0.557, z]),
      },
    ]),
  ),
}

function fingers({ name, sign }: Side): Bone[] {
  return Object.entries(FINGERS).flatMap(([finger, { parts, joints }]) =>
    joints.map(([x, y, z], index) => {
      const before = parts[index - 1]
      const parent = before ? `${name}${finger}${before}` : `${name}Hand`
      const part = `${finger}${parts[index]}`
      return bone(`${name}${part}`, parent, [x * sign, y, z], `${name.toLowerCase()}${part}`)
    }),
  )
}

function limbs({ name, sign }: Side): Bone[] {
  const human = (part: string) => `${name.toLowerCase()}${part}`
  return [
    bone(`${name}UpperLeg`, 'Hips', [0.083 * sign, 0.29, 0], human('UpperLeg')),
    bone(`${name}LowerLeg`, `${name}UpperLeg`, [0.083 * sign, 0.185, 0.004], human('LowerLeg')),
    bone(`${name}Foot`, `${name}LowerLeg`, [0.083 * sign, 0.07, 0], human('Foot')),
    bone(`${name}Shoulder`, 'Chest', [0.06 * sign, 0.575, 0], human('Shoulder')),
    bone(`${name}UpperArm`, `${name}Shoulder`, [0.145 * sign, 0.557, 0], human('UpperArm')),
    bone(`${name}LowerArm`, `${name}UpperArm`, [0.262 * sign, 0.557, 0], human('LowerArm')),
    bone(`${name}Hand`, `${name}LowerArm`, [0.385 * sign, 0.557, 0], human('Hand')),
    ...fingers({ name, sign }),
    bone(`${name}Eye`, 'Head', [0.1 * sign, 0.93, 0.1], human('Eye')),
    bone(`${name}Ear`, 'Head', [0.14 * sign, 1.1, -0.02]),
    bone(`${name}EarTip`, `${name}Ear`, [0.185 * sign, 1.2, -0.03]),
    bone(`${name}EarEnd`, `${name}EarTip`, [0.235 * sign, 1.31, -0.03]),
  ]
}

/** Her bones in T-pose, parents first. */
export const BONES: readonly Bone[] = [
  bone('Hips', null, [0, 0.33, 0], 'hips'),
  bone('Spine', 'Hips', [0, 0.4, 0], 'spine'),
  bone('Chest', 'Spine', [0, 0.5, 0], 'chest'),
  bone('Neck', 'Chest', [0, 0.655, 0], 'neck'),
  bone('Head', 'Neck', [0, 0.69, 0], 'head'),
  ...SIDES.flatMap(limbs),
  bone('Antenna1', 'Head', [0, 1.14, -0.02]),
  bone('Antenna2', 'Antenna1', [0, 1.205, -0.025]),
  bone('Antenna3', 'Antenna2', [0, 1.265, -0.02]),
  bone('AntennaEnd', 'Antenna3', [0, 1.33, -0.01]),
]

/** Where a bone is in `BONES`; the glTF nodes have the same order. */
export function boneIndex(name: string): number {
  const index = BONES.findIndex((candidate) => candidate.name === name)
  if (index < 0) throw new Error(`There is no bone ${name}.`)
  return index
}
