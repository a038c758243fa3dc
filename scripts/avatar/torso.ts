import type { Part } from './part.ts'
import { superellipsoid, tube } from './shapes.ts'
import { rigid, type Skin } from './skin.ts'
import { smoothstep, type Vec3 } from './vector.ts'

/** From hips to spine to chest, so that she can bend. */
const torsoSkin: Skin = ([, y]) => {
  const chest = smoothstep(0.42, 0.5, y)
  const spine = smoothstep(0.34, 0.42, y)
  return [
    ['Hips', 1 - spine],
    ['Spine', spine * (1 - chest)],
    ['Chest', spine * chest],
  ]
}

/** Narrower towards the top, as an egg. */
function egg(point: Vec3, [, up]: Vec3): Vec3 {
  const width = 1 - 0.17 * up - 0.05 * up * up
  return [point[0] * width, point[1], point[2] * width]
}

/** Leans back with the chest, which it lies on. */
const onChest = ([x, y, z]: Vec3): Vec3 => [x, y, z - 0.3 * (y - 0.53)]

/** Trunk, hips, collar, neck, and the lamp on her chest. */
export function torso(): Part[] {
  return [
    {
      paint: 'shell',
      skin: torsoSkin,
      shape: superellipsoid({
        center: [0, 0.475, 0],
        radii: [0.165, 0.19, 0.145],
        exponent: 2.5,
        detail: [28, 18],
        bend: egg,
      }),
    },
    {
      paint: 'accent',
      skin: rigid('Hips'),
      shape: superellipsoid({ center: [0, 0.315, 0], radii: [0.125, 0.06, 0.11], exponent: 2.6, detail: [24, 10] }),
    },
    {
      paint: 'accent',
      skin: rigid('Chest'),
      shape: superellipsoid({ center: [0, 0.645, 0], radii: [0.105, 0.024, 0.095], exponent: 2.4, detail: [24, 8] }),
    },
    {
      paint: 'joint',
      skin: rigid('Neck'),
      shape: tube({
        path: [
          [0, 0.64, 0],
          [0, 0.72, 0],
        ],
        radius: () => 0.055,
        detail: [16, 1],
      }),
    },
    {
      paint: 'indicator',
      skin: rigid('Chest'),
      shape: superellipsoid({
        center: [0, 0.53, 0.131],
        radii: [0.034, 0.034, 0.016],
        exponent: 2,
        detail: [18, 8],
        bend: onChest,
      }),
    },
    {
      paint: 'joint',
      skin: rigid('Chest'),
      shape: superellipsoid({
        center: [0, 0.53, 0.125],
        radii: [0.043, 0.043, 0.016],
        exponent: 2,
        detail: [18, 8],
        bend: onChest,
      }),
    },
  ]
}
