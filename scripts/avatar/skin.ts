import { smoothstep, type Vec3 } from './vector.ts'

/** How much a bone moves a point. */
export type Influence = readonly [bone: string, weight: number]

/** Which bones move a point, in T-pose; weights of one point sum to 1, and at most four are not 0. */
export type Skin = (point: Vec3) => readonly Influence[]

/** The part moves with one bone, as robots' parts do. */
export const rigid =
  (bone: string): Skin =>
  () => [[bone, 1]]

/** Passes from one bone to the next along an axis (0 is x without its sign, 1 is y), within `from`–`to`. */
export const passing =
  (axis: 0 | 1, first: string, second: string, from: number, to: number): Skin =>
  (point) => {
    const t = smoothstep(from, to, Math.abs(point[axis]))
    return [
      [first, 1 - t],
      [second, t],
    ]
  }
