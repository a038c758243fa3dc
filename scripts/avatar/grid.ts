import { add, cross, length, normalize, subtract, type Vec3 } from './vector.ts'

/** Points, their normals, and triangles as triples of point indices, counter-clockwise from outside. */
export interface Shape {
  readonly points: readonly Vec3[]
  readonly normals: readonly Vec3[]
  readonly triangles: readonly number[]
}

/** A point of a surface, at 0…1 across and 0…1 along. */
export type Surface = (u: number, v: number) => Vec3

/** How finely a surface is cut: cells across it, and cells along it. */
export type Detail = readonly [across: number, along: number]

/** What stands at each point of a surface cut so, row by row: `(across + 1) × (along + 1)` of them. */
export function sample<T>([across, along]: Detail, at: (u: number, v: number) => T): T[] {
  const values: T[] = []
  for (let j = 0; j <= along; j++) {
    for (let i = 0; i <= across; i++) values.push(at(i / across, j / along))
  }
  return values
}

/** Two triangles for each cell of such rows. */
export function gridTriangles([across, along]: Detail, insideOut = false): number[] {
  const triangles: number[] = []
  for (let j = 0; j < along; j++) {
    for (let i = 0; i < across; i++) {
      const a = j * (across + 1) + i
      const [b, c, d] = [a + 1, a + across + 1, a + across + 2]
      triangles.push(...(insideOut ? [a, c, b, b, c, d] : [a, b, c, b, d, c]))
    }
  }
  return triangles
}

/** A surface cut into a grid. Triangles without area, as at poles, are left out. */
export function grid(detail: Detail, surface: Surface, { insideOut = false } = {}): Shape {
  const points = sample(detail, surface)
  const triangles = gridTriangles(detail, insideOut)
  const kept = triangles.filter((_, index) => length(areaNormal(points, triangles, index - (index % 3))) > 1e-10)
  return { points, triangles: kept, normals: smoothNormals(points, kept) }
}

/** The rows `first`…`last` of a grid with so many cells across, with the normals that they had in the whole of it. */
export function rowsOf({ points, normals, triangles }: Shape, across: number, first: number, last: number): Shape {
  const from = first * (across + 1)
  const to = (last + 1) * (across + 1)
  const inside = (index: number): boolean => index >= from && index < to
  const kept = triangles.filter((_, index) => {
    const corner = index - (index % 3)
    return [0, 1, 2].every((offset) => inside(triangles[corner + offset] ?? -1))
  })
  return {
    points: points.slice(from, to),
    normals: normals.slice(from, to),
    triangles: kept.map((index) => index - from),
  }
}

/** What is on her left, as it is on her right: x the other way round. */
export function mirrored({ points, normals, triangles }: Shape): Shape {
  const flip = ([x, y, z]: Vec3): Vec3 => [-x, y, z]
  const order = [0, 2, 1]
  return {
    points: points.map(flip),
    normals: normals.map(flip),
    triangles: triangles.map((_, index) => triangles[index - (index % 3) + (order[index % 3] ?? 0)] ?? 0),
  }
}

/** The normal of the triangle that begins at `first`, as long as twice its area. */
function areaNormal(points: readonly Vec3[], triangles: readonly number[], first: number): Vec3 {
  const corner = (offset: number): Vec3 => points[triangles[first + offset] ?? 0] ?? [0, 0, 0]
  return cross(subtract(corner(1), corner(0)), subtract(corner(2), corner(0)))
}

/** One normal per place: points that coincide, as along a seam, share theirs, so that no seam shows. */
function smoothNormals(points: readonly Vec3[], triangles: readonly number[]): Vec3[] {
  const place = (point: Vec3): string => point.map((x) => Math.round(x * 2e5)).join()
  const sums = new Map<string, Vec3>()
  triangles.forEach((point, index) => {
    const key = place(points[point] ?? [0, 0, 0])
    sums.set(key, add(sums.get(key) ?? [0, 0, 0], areaNormal(points, triangles, index - (index % 3))))
  })
  return points.map((point) => normalize(sums.get(place(point)) ?? [0, 0, 1]))
}
