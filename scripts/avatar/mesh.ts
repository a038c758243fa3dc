import { hasTexture, materialIndex, PAINT_NAMES, type PaintName } from './materials.ts'
import type { Part } from './part.ts'
import { boneIndex } from './skeleton.ts'
import type { Vec3 } from './vector.ts'

/** All parts of one paint, joined: flat arrays, as glTF wants them. */
export interface Primitive {
  readonly material: number
  readonly positions: number[]
  readonly normals: number[]
  /** Four bones a point, with their weights. */
  readonly joints: number[]
  readonly weights: number[]
  readonly indices: number[]
  /** Texture coordinates; empty where its paint has no texture. */
  readonly uvs: number[]
  /** By morph target: the moves of all points; a target that moves none of them is missing. */
  readonly morphs: Map<string, number[]>
}

const pointCount = (primitive: Primitive): number => primitive.positions.length / 3

/** Joins parts into one primitive per paint, in the order of the paints. */
export function join(parts: readonly Part[]): Primitive[] {
  const primitives = new Map<PaintName, Primitive>()
  for (const part of parts) {
    const primitive = primitives.get(part.paint) ?? empty(part.paint)
    primitives.set(part.paint, primitive)
    append(primitive, part)
  }
  for (const primitive of primitives.values()) {
    for (const moves of primitive.morphs.values()) padTo(moves, pointCount(primitive) * 3)
  }
  return PAINT_NAMES.flatMap((paint) => primitives.get(paint) ?? [])
}

const empty = (paint: PaintName): Primitive => ({
  material: materialIndex(paint),
  positions: [],
  normals: [],
  joints: [],
  weights: [],
  indices: [],
  uvs: [],
  morphs: new Map(),
})

function append(primitive: Primitive, { paint, shape, skin, uvs = [], morphs = {} }: Part): void {
  const first = pointCount(primitive)
  for (const point of shape.points) {
    primitive.positions.push(...point)
    const influences = skin(point).filter(([, weight]) => weight > 0)
    for (let slot = 0; slot < 4; slot++) {
      const influence = influences[slot]
      primitive.joints.push(influence ? boneIndex(influence[0]) : 0)
      primitive.weights.push(influence?.[1] ?? 0)
    }
  }
  if (hasTexture(paint)) for (const uv of uvs) primitive.uvs.push(...uv)
  for (const normal of shape.normals) primitive.normals.push(...normal)
  for (const index of shape.triangles) primitive.indices.push(first + index)
  for (const [name, moves] of Object.entries(morphs)) {
    const all = primitive.morphs.get(name) ?? []
    primitive.morphs.set(name, all)
    padTo(all, first * 3)
    for (const move of moves satisfies readonly Vec3[]) all.push(...move)
  }
}

function padTo(values: number[], size: number): void {
  while (values.length < size) values.push(0)
}
