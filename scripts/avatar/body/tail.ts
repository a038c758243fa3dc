import { ballRings, lathe } from '../lathe.ts'
import type { Part } from '../part.ts'
import { rigid } from '../skin.ts'

/** A rabbit's tail: a ball that sits on her back. */
export function tail(): Part[] {
  const [y, z, radius] = [0.335, -0.142, 0.042]
  return lathe({
    axis: 'y',
    around: 14,
    skin: rigid('Hips'),
    rings: ballRings(y, [radius, radius, radius], { steps: 8 }).map(([at, first, second]) => [at, first, second, z, 0]),
    bands: [['shell', 8]],
  })
}
