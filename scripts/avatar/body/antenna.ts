import { ballRings, lathe } from '../lathe.ts'
import type { Part } from '../part.ts'
import { tube } from '../shapes.ts'
import { passing, rigid } from '../skin.ts'

/** A knob, a stalk, and a lamp on its end. */
export function antenna(): Part[] {
  return [
    ...lathe({
      axis: 'y',
      around: 18,
      skin: rigid('Head'),
      rings: ballRings(1.143, [0.024, 0.046, 0.046], { exponent: 2.2, steps: 5, from: -20 }).map(
        ([y, first, second]) => [y, first, second, -0.02, 0],
      ),
      bands: [['trim', 5]],
    }),
    {
      paint: 'joint',
      skin: passing(1, 'Antenna1', ['Antenna2', 1.17, 1.22], ['Antenna3', 1.23, 1.28]),
      shape: tube({
        path: [
          [0, 1.14, -0.02],
          [0, 1.205, -0.025],
          [0, 1.265, -0.02],
          [0, 1.31, -0.012],
        ],
        radius: () => 0.0095,
        detail: [8, 3],
      }),
    },
    ...lathe({
      axis: 'y',
      around: 18,
      skin: rigid('Antenna3'),
      rings: ballRings(1.335, [0.032, 0.032, 0.032], { steps: 10 }).map(([y, first, second]) => [
        y,
        first,
        second,
        -0.01,
        0,
      ]),
      bands: [['indicator', 10]],
    }),
  ]
}
