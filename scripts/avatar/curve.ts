import type { Vec3 } from './vector.ts'

/** The point at 0…1 of a smooth curve through all given points (Catmull–Rom, uniform). */
export function catmullRom(points: readonly Vec3[], along: number): Vec3 {
  const position = along * (points.length - 1)
  const index = Math.min(points.length - 2, Math.floor(position))
  const t = position - index
  const at = (offset: number): Vec3 => points[Math.min(points.length - 1, Math.max(0, index + offset))] ?? [0, 0, 0]
  const axis = (q: 0 | 1 | 2): number => {
    const [a, b, c, d] = [at(-1)[q], at(0)[q], at(1)[q], at(2)[q]]
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t ** 2 + (3 * b - a - 3 * c + d) * t ** 3)
  }
  return [axis(0), axis(1), axis(2)]
}
