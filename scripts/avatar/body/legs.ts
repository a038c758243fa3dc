import { ballRings, lathe } from '../lathe.ts'
import type { Part } from '../part.ts'
import type { Side } from '../skeleton.ts'
import { passing, rigid } from '../skin.ts'
import { smoothstep, type Vec3 } from '../vector.ts'

const HIP_X = 0.083

/** One leg: a soft joint and a leg warmer as one form, and a shoe. */
export function leg({ name, sign }: Side): Part[] {
  return [
    ...lathe({
      axis: 'y',
      around: 18,
      sign,
      skin: passing(1, `${name}LowerLeg`, [`${name}UpperLeg`, 0.155, 0.215]),
      rings: (
        [
          [0.05, 0.04],
          [0.072, 0.059],
          [0.094, 0.0655],
          [0.118, 0.066],
          [0.14, 0.0605],
          [0.155, 0.0505],
          [0.168, 0.0425],
          [0.19, 0.0405],
          [0.215, 0.0415],
          [0.26, 0.05],
          [0.31, 0.058],
        ] as const
      ).map(([y, radius]) => [y, radius, radius, 0, HIP_X]),
      bands: [
        ['shell', 5],
        ['joint', 10],
      ],
    }),
    ...shoe({ name, sign }),
  ]
}

/** Flat below, so that she stands, and lower towards the toes. */
const sole = ([x, y, z]: Vec3): Vec3 => [
  x,
  Math.max(y, 0.002) - 0.014 * smoothstep(0.04, 0.085, y) * smoothstep(0, 0.12, z),
  z,
]

function shoe({ name, sign }: Side): Part[] {
  return lathe({
    axis: 'y',
    exponent: 2.4,
    around: 22,
    sign,
    skin: rigid(`${name}Foot`),
    bend: sole,
    rings: ballRings(0.042, [0.047, 0.108, 0.078], { exponent: 2.5, steps: 10, to: 80 }).map(([y, first, second]) => [
      y,
      first,
      second,
      0.025,
      HIP_X + 0.004,
    ]),
    bands: [
      ['trim', 3.7],
      ['accent', 10],
    ],
  })
}
