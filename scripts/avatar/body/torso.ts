import { lathe } from '../lathe.ts'
import type { Part } from '../part.ts'
import { passing, rigid } from '../skin.ts'
import type { Vec3 } from '../vector.ts'

/** Trunk, shoulders and neck are one form, which bends from hips to neck. */
const trunkSkin = passing(1, 'Hips', ['Spine', 0.34, 0.42], ['Chest', 0.43, 0.52], ['Neck', 0.645, 0.69])

/** How far the chest leans back where the lamp is: metres a metre. */
const LEAN = 0.25
const LAMP_Y = 0.515
const onChest = ([x, y, z]: Vec3): Vec3 => [x, y, z - LEAN * (y - LAMP_Y)]

export function torso(): Part[] {
  return [
    ...lathe({
      axis: 'y',
      exponent: 2.3,
      around: 30,
      skin: trunkSkin,
      rings: [
        [0.258, 0, 0],
        [0.26, 0.045, 0.058],
        [0.27, 0.085, 0.102],
        [0.292, 0.113, 0.133],
        [0.318, 0.127, 0.149],
        [0.35, 0.135, 0.157],
        [0.39, 0.14, 0.161],
        [0.435, 0.14, 0.159],
        [0.48, 0.135, 0.152],
        [0.523, 0.126, 0.141],
        [0.562, 0.114, 0.129],
        [0.596, 0.1, 0.117],
        [0.624, 0.086, 0.102],
        [0.648, 0.072, 0.084],
        [0.666, 0.062, 0.069],
        [0.682, 0.057, 0.061],
        [0.735, 0.06, 0.064],
      ],
      bands: [
        ['accent', 5],
        ['shell', 14.5],
        ['joint', 16],
      ],
    }),
    ...collar(),
    ...chestLamp(),
  ]
}

/** A soft ring where neck and shoulders meet. */
function collar(): Part[] {
  const [y, radius, thickness] = [0.673, 0.07, 0.0185]
  return lathe({
    axis: 'y',
    around: 28,
    skin: passing(1, 'Chest', ['Neck', 0.63, 0.72]),
    rings: Array.from({ length: 9 }, (_, step) => {
      // Its inner side is in the neck.
      const angle = ((step - 4) / 4) * 0.72 * Math.PI
      const out = radius + thickness * Math.cos(angle)
      return [y + 0.95 * thickness * Math.sin(angle), out, out * 1.08]
    }),
    bands: [['accent', 8]],
  })
}

/** A lamp in a ring of brass. */
function chestLamp(): Part[] {
  return lathe({
    axis: 'z',
    around: 22,
    skin: rigid('Chest'),
    bend: onChest,
    rings: (
      [
        [0.1, 0.045],
        [0.1305, 0.0445],
        [0.1365, 0.039],
        [0.134, 0.033],
        [0.1385, 0.027],
        [0.142, 0.015],
        [0.143, 0],
      ] as const
    ).map(([z, radius]) => [z, radius, radius, 0, LAMP_Y]),
    bands: [
      ['trim', 3],
      ['indicator', 6],
    ],
  })
}
