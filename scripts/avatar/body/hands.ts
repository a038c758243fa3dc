import { mirrored } from '../grid.ts'
import { lathe } from '../lathe.ts'
import type { Part } from '../part.ts'
import { tube } from '../shapes.ts'
import type { Side } from '../skeleton.ts'
import { passing, rigid, type Skin } from '../skin.ts'
import { smoothstep, type Vec3 } from '../vector.ts'
import { ARM_Y } from './arms.ts'

/** One hand, palm down: a thumb, an index finger, and a mitten for the other three. */
export function hand(side: Side): Part[] {
  return [palm(side), index(side), mitten(side), thumb(side)].flat()
}

function palm({ name, sign }: Side): Part[] {
  return lathe({
    axis: 'x',
    exponent: 2.3,
    around: 14,
    sign,
    skin: rigid(`${name}Hand`),
    rings: [
      [0.37, 0.02, 0.022, ARM_Y],
      [0.385, 0.025, 0.028, ARM_Y],
      [0.405, 0.029, 0.039, ARM_Y, 0.001],
      [0.43, 0.03, 0.046, ARM_Y],
      [0.455, 0.026, 0.046, ARM_Y, -0.001],
      [0.473, 0.017, 0.036, ARM_Y, -0.001],
      [0.478, 0, 0, ARM_Y],
    ],
    bands: [['glove', 6]],
  })
}

/** A finger of two to three joints; `x` are where they bend, without their sign. */
function finger({ sign }: Side, skin: Skin, path: readonly Vec3[], radius: (along: number) => number): Part {
  const shape = tube({ path, radius, detail: [10, 3] })
  return { paint: 'glove', skin, shape: sign > 0 ? shape : mirrored(shape) }
}

function index(side: Side): Part {
  const bone = (part: string) => `${side.name}Index${part}`
  return finger(
    side,
    passing(
      0,
      `${side.name}Hand`,
      [bone('Proximal'), 0.45, 0.47],
      [bone('Intermediate'), 0.484, 0.504],
      [bone('Distal'), 0.512, 0.53],
    ),
    [
      [0.45, ARM_Y, 0.029],
      [0.503, ARM_Y + 0.001, 0.031],
      [0.552, ARM_Y - 0.001, 0.032],
    ],
    (along) => 0.0185 - 0.002 * along,
  )
}

function thumb(side: Side): Part {
  const bone = (part: string) => `${side.name}Thumb${part}`
  return finger(
    side,
    passing(2, bone('Metacarpal'), [bone('Proximal'), 0.045, 0.06], [bone('Distal'), 0.066, 0.08]),
    [
      [0.408, ARM_Y - 0.004, 0.028],
      [0.432, ARM_Y - 0.008, 0.06],
      [0.455, ARM_Y - 0.01, 0.086],
    ],
    (along) => 0.0195 - 0.002 * along,
  )
}

const MITTEN = ['Middle', 'Ring', 'Little'] as const

/** Three fingers move the mitten: in each joint all three, each where it would be. */
function mittenSkin({ name }: Side): Skin {
  return (point) => {
    const [, , z] = point
    const ring = smoothstep(0, -0.018, z)
    const little = smoothstep(-0.02, -0.04, z)
    const shares = [1 - ring, ring * (1 - little), little]
    return MITTEN.flatMap((of, at) => {
      const bone = (part: string) => `${name}${of}${part}`
      const along = passing(0, bone('Proximal'), [bone('Intermediate'), 0.484, 0.504], [bone('Distal'), 0.512, 0.53])
      return along(point).map(([joint, weight]) => [joint, weight * (shares[at] ?? 0)] as const)
    }).filter(([, weight]) => weight > 0)
  }
}

function mitten(side: Side): Part[] {
  const middle = -0.0165
  return lathe({
    axis: 'x',
    exponent: 2.5,
    around: 14,
    sign: side.sign,
    skin: mittenSkin(side),
    rings: [
      [0.45, 0.014, 0.024, ARM_Y, middle],
      [0.462, 0.0205, 0.0305, ARM_Y, middle],
      [0.478, 0.0215, 0.032, ARM_Y, middle],
      [0.494, 0.0215, 0.032, ARM_Y, middle],
      [0.51, 0.0205, 0.031, ARM_Y, middle],
      [0.526, 0.0185, 0.028, ARM_Y, middle],
      [0.541, 0.0135, 0.021, ARM_Y, middle],
      [0.547, 0, 0, ARM_Y, middle],
    ],
    bands: [['glove', 7]],
  })
}
