import type { Part } from './part.ts'
import { superellipsoid, tube } from './shapes.ts'
import type { Side } from './skeleton.ts'
import { passing, rigid } from './skin.ts'
import { lerp, type Vec3 } from './vector.ts'

/** One arm, stretched out sideways: joints, two sleeves, a cuff and a mitten. */
export function arm({ name, sign }: Side): Part[] {
  const at = (x: number, y = 0.58, z = 0): Vec3 => [x * sign, y, z]
  const upper = rigid(`${name}UpperArm`)
  const lower = rigid(`${name}LowerArm`)
  const hand = rigid(`${name}Hand`)
  return [
    {
      paint: 'joint',
      skin: upper,
      shape: superellipsoid({ center: at(0.155), radii: [0.045, 0.045, 0.045], exponent: 2, detail: [12, 8] }),
    },
    {
      paint: 'joint',
      skin: passing(0, `${name}UpperArm`, `${name}LowerArm`, 0.24, 0.3),
      shape: tube({ path: [at(0.155), at(0.22), at(0.29)], radius: () => 0.03, detail: [12, 2] }),
    },
    {
      paint: 'shell',
      skin: upper,
      shape: superellipsoid({ center: at(0.21), radii: [0.045, 0.042, 0.042], exponent: 2.6, detail: [16, 10] }),
    },
    {
      paint: 'shell',
      skin: lower,
      shape: tube({ path: [at(0.285), at(0.375)], radius: (along) => lerp(0.04, 0.056, along), detail: [16, 2] }),
    },
    {
      paint: 'accent',
      skin: lower,
      shape: superellipsoid({ center: at(0.385), radii: [0.014, 0.058, 0.058], exponent: 2.4, detail: [16, 6] }),
    },
    {
      paint: 'joint',
      skin: hand,
      shape: superellipsoid({ center: at(0.425), radii: [0.048, 0.042, 0.05], exponent: 2.4, detail: [14, 8] }),
    },
    finger(hand, at(0.468, 0.58, 0.026), [0.032, 0.024, 0.021]),
    finger(hand, at(0.468, 0.58, -0.024), [0.032, 0.024, 0.021]),
    finger(hand, at(0.425, 0.585, 0.055), [0.02, 0.02, 0.03]),
  ]
}

function finger(skin: Part['skin'], center: Vec3, radii: Vec3): Part {
  return { paint: 'joint', skin, shape: superellipsoid({ center, radii, exponent: 2.2, detail: [10, 5] }) }
}

/** Flat below, so that she stands, and lower towards the toes. */
const sole = ([x, y, z]: Vec3, [, up, front]: Vec3): Vec3 => [
  x,
  Math.max(y, 0.002) - (up > 0 ? 0.012 * Math.max(0, front) : 0),
  z,
]

/** One leg: a joint, a leg warmer and a shoe. */
export function leg({ name, sign }: Side): Part[] {
  const at = (x: number, y: number, z = 0): Vec3 => [x * sign, y, z]
  return [
    {
      paint: 'joint',
      skin: passing(1, `${name}LowerLeg`, `${name}UpperLeg`, 0.15, 0.22),
      shape: tube({
        path: [at(0.085, 0.31), at(0.085, 0.19, 0.004), at(0.085, 0.09)],
        radius: () => 0.04,
        detail: [14, 3],
      }),
    },
    {
      paint: 'shell',
      skin: rigid(`${name}LowerLeg`),
      shape: superellipsoid({
        center: at(0.085, 0.115),
        radii: [0.066, 0.062, 0.066],
        exponent: 2.6,
        detail: [18, 10],
      }),
    },
    {
      paint: 'accent',
      skin: rigid(`${name}Foot`),
      shape: superellipsoid({
        center: at(0.088, 0.04, 0.025),
        radii: [0.076, 0.045, 0.105],
        exponent: 2.6,
        detail: [22, 10],
        bend: sole,
      }),
    },
  ]
}
