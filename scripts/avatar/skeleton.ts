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

function limbs({ name, sign }: Side): Bone[] {
  const human = (part: string) => `${name.toLowerCase()}${part}`
  return [
    bone(`${name}UpperLeg`, 'Hips', [0.085 * sign, 0.3, 0], human('UpperLeg')),
    bone(`${name}LowerLeg`, `${name}UpperLeg`, [0.085 * sign, 0.18, 0.004], human('LowerLeg')),
    bone(`${name}Foot`, `${name}LowerLeg`, [0.085 * sign, 0.07, 0], human('Foot')),
    bone(`${name}Shoulder`, 'Chest', [0.06 * sign, 0.59, 0], human('Shoulder')),
    bone(`${name}UpperArm`, `${name}Shoulder`, [0.165 * sign, 0.58, 0], human('UpperArm')),
    bone(`${name}LowerArm`, `${name}UpperArm`, [0.275 * sign, 0.58, 0], human('LowerArm')),
    bone(`${name}Hand`, `${name}LowerArm`, [0.39 * sign, 0.58, 0], human('Hand')),
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
