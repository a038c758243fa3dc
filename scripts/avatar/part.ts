import type { Shape } from './grid.ts'
import type { PaintName } from './materials.ts'
import type { Skin } from './skin.ts'
import type { Vec3 } from './vector.ts'

/** One piece of her: a shape, painted, and moved by bones. */
export interface Part {
  readonly paint: PaintName
  readonly shape: Shape
  readonly skin: Skin
  /** Where in its paint's texture each point is, 0…1 from its top left corner. Only paints with textures need it. */
  readonly uvs?: readonly Uv[]
  /** By morph target: how far each point of the shape moves at weight 1. Only face parts have them. */
  readonly morphs?: Readonly<Record<string, readonly Vec3[]>>
}

export type Uv = readonly [u: number, v: number]
