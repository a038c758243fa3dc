import { mirrored, type Shape } from '../grid.ts'
import { lathe } from '../lathe.ts'
import type { Part } from '../part.ts'
import { leaf, type Tube, tube } from '../shapes.ts'
import type { Side } from '../skeleton.ts'
import { passing, rigid } from '../skin.ts'

/** Headphones and a rabbit's ear, on one side. */
export function ear({ name, sign }: Side): Part[] {
  const swaying = passing(1, `${name}Ear`, [`${name}EarTip`, 1.14, 1.26])
  const side = (shape: Shape): Shape => (sign > 0 ? shape : mirrored(shape))
  const outer: Tube = {
    path: [
      [0.132, 1.09, -0.02],
      [0.164, 1.165, -0.03],
      [0.194, 1.24, -0.035],
      [0.228, 1.3, -0.03],
    ],
    radius: (along) => 0.049 * Math.sin(Math.PI * (0.2 + 0.62 * along)) ** 0.7,
    detail: [14, 3],
  }
  return [
    ...lathe({
      axis: 'x',
      around: 22,
      sign,
      skin: rigid('Head'),
      rings: (
        [
          [0.225, 0.082],
          [0.262, 0.088],
          [0.279, 0.087],
          [0.289, 0.078],
          [0.2985, 0.064],
          [0.3065, 0.045],
          [0.3085, 0.032],
          [0.315, 0.025],
          [0.319, 0.013],
          [0.32, 0],
        ] as const
      ).map(([x, radius]) => [x, radius, radius, 0.93, -0.01]),
      bands: [
        ['accent', 3],
        ['shell', 5.4],
        ['indicator', 9],
      ],
    }),
    { paint: 'shell', skin: swaying, shape: side(tube(outer)) },
    {
      paint: 'accent',
      skin: swaying,
      shape: side(leaf({ ...outer, detail: [8, 10], from: 0.3, to: 1, spread: 0.95, lift: 0.003 })),
    },
  ]
}
