import { smoothstep, type Vec3 } from './vector.ts'

/** How much a bone moves a point. */
export type Influence = readonly [bone: string, weight: number]

/** Which bones move a point, in T-pose; weights of one point sum to 1, and at most four are not 0. */
export type Skin = (point: Vec3) => readonly Influence[]

/** The part moves with one bone, as robots' parts do. */
export const rigid =
  (bone: string): Skin =>
  () => [[bone, 1]]

/** From one bone to the next, within `from`–`to` of the axis. */
export type Step = readonly [to: string, from: number, until: number]

/**
 * Passes from bone to bone along an axis: 0 is x without its sign, 1 is y, 2 is z. Each step begins where the one before
 * is over, or later.
 */
export const passing =
  (axis: 0 | 1 | 2, first: string, ...steps: readonly Step[]): Skin =>
  (point) => {
    const at = axis === 0 ? Math.abs(point[0]) : point[axis]
    let influences: Influence[] = [[first, 1]]
    for (const [bone, from, until] of steps) {
      const share = smoothstep(from, until, at)
      influences = [...influences.map(([name, weight]): Influence => [name, weight * (1 - share)]), [bone, share]]
    }
    return influences.filter(([, weight]) => weight > 0)
  }
