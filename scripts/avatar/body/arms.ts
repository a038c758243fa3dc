import { lathe } from '../lathe.ts'
import type { Part } from '../part.ts'
import type { Side } from '../skeleton.ts'
import { passing } from '../skin.ts'

/** The height of her outstretched arms, in metres. */
export const ARM_Y = 0.557

/** One arm, stretched out sideways: a ball for a shoulder, a soft elbow, a sleeve and a cuff. */
export function arm({ name, sign }: Side): Part[] {
  return lathe({
    axis: 'x',
    around: 16,
    sign,
    skin: passing(0, `${name}UpperArm`, [`${name}LowerArm`, 0.238, 0.29]),
    rings: (
      [
        [0.096, 0],
        [0.099, 0.017],
        [0.11, 0.0335],
        [0.127, 0.0447],
        [0.148, 0.049],
        [0.182, 0.0457],
        [0.214, 0.039],
        [0.234, 0.0305],
        [0.25, 0.0285],
        [0.264, 0.0285],
        [0.28, 0.0305],
        [0.297, 0.039],
        [0.325, 0.0455],
        [0.352, 0.0515],
        [0.372, 0.054],
        [0.388, 0.0525],
        [0.395, 0.042],
        [0.388, 0.028],
      ] as const
    ).map(([x, radius]) => [x, radius, radius, ARM_Y, 0]),
    bands: [
      ['shell', 6.2],
      ['joint', 10.6],
      ['shell', 13.6],
      ['accent', 17],
    ],
  })
}
