import { lerp, type Vec3 } from './vector.ts'

/** The point at 0…1 of a smooth curve through all given points (Catmull–Rom, uniform). */
export function catmullRom(points: readonly Vec3[], along: number): Vec3 {
  const at = (axis: 0 | 1 | 2): number =>
    throughAll(
      points.map((point) => point[axis]),
      along * (points.length - 1),
    )
  return [at(0), at(1), at(2)]
}

/** The value at `position` (0 is the first, 1 the second…) of a smooth curve through all given values. */
export function throughAll(values: readonly number[], position: number): number {
  const index = Math.max(0, Math.min(values.length - 2, Math.floor(position)))
  const t = position - index
  const at = (offset: number): number => values[Math.min(values.length - 1, Math.max(0, index + offset))] ?? 0
  const [a, b, c, d] = [at(-1), at(0), at(1), at(2)]
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t ** 2 + (3 * b - a - 3 * c + d) * t ** 3)
}

/** The point at 0…1 of a line with corners, every stretch of it as long in time. */
export function polyline(points: readonly (readonly [number, number])[], along: number): [number, number] {
  const position = along * (points.length - 1)
  const index = Math.max(0, Math.min(points.length - 2, Math.floor(position)))
  const [from, to] = [points[index] ?? [0, 0], points[index + 1] ?? [0, 0]]
  return [lerp(from[0], to[0], position - index), lerp(from[1], to[1], position - index)]
}
