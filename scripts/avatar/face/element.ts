import { onVisor, visorNormal } from '../body/head.ts'
import { type Detail, gridTriangles, sample } from '../grid.ts'
import type { PaintName } from '../materials.ts'
import type { Part, Uv } from '../part.ts'
import { rigid } from '../skin.ts'
import { lerp, subtract, type Vec3 } from '../vector.ts'
import type { Outline } from './outline.ts'

/** What an element becomes, by morph target. Those that leave it as it is are missing. */
export type Morphs = Readonly<Record<string, Outline>>

export interface Element {
  readonly paint: PaintName
  /** Its middle, on the visor. */
  readonly at: readonly [x: number, y: number]
  readonly rest: Outline
  readonly morphs: Morphs
  /** How far it floats above the glass: what is higher covers what is lower. In metres. */
  readonly lift: number
  readonly detail: Detail
  /** The outline whose place on the glass says how light falls on it; the one at rest, where it is not given. */
  readonly litAs?: Outline
  /** Whether its texture is a disc around its middle; otherwise it is spread from bottom to top. */
  readonly round?: boolean
}

/** A face element as a part: each morph is the way from the outline at rest to another. */
export function element({ paint, at, rest, morphs, lift, detail, litAs = rest, round = false }: Element): Part {
  const place = (outline: Outline): Vec3[] => sample(detail, (u, v) => placeOn(outline, at, lift, u, v))
  const points = place(rest)
  const moves = (outline: Outline): Vec3[] =>
    place(outline).map((point, index) => subtract(point, points[index] ?? point))
  return {
    paint,
    skin: rigid('Head'),
    shape: { points, normals: place(litAs).map(visorNormal), triangles: gridTriangles(detail) },
    uvs: sample(detail, round ? discUv : (u, v): Uv => [u, 1 - v]),
    morphs: Object.fromEntries(Object.entries(morphs).map(([name, outline]) => [name, moves(outline)])),
  }
}

function placeOn(outline: Outline, [x, y]: Element['at'], lift: number, u: number, v: number): Vec3 {
  const s = -Math.cos(u * Math.PI)
  const lean = outline.lean?.(s) ?? 0
  return onVisor(x + outline.x(s) + lerp(-lean, lean, v), y + lerp(outline.bottom(s), outline.top(s), v), lift)
}

/** An ellipse's place in the disc that its texture shows. */
const discUv = (u: number, v: number): Uv => {
  const s = -Math.cos(u * Math.PI)
  const height = (2 * v - 1) * Math.sqrt(Math.max(0, 1 - s * s))
  return [(1 + s) / 2, (1 - height) / 2]
}
