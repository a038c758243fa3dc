import { throughAll } from './curve.ts'
import { grid, mirrored, rowsOf } from './grid.ts'
import type { PaintName } from './materials.ts'
import type { Part } from './part.ts'
import type { Skin } from './skin.ts'
import { signedPower, type Vec3 } from './vector.ts'

/** A ring around the axis: where it is on it, and how far it reaches from its middle. */
export type Ring = readonly [along: number, first: number, second: number, shiftFirst?: number, shiftSecond?: number]

export interface Lathe {
  /** x grows outwards with rings in y and z, y upwards with rings in z and x, z forwards with rings in x and y. */
  readonly axis: 'x' | 'y' | 'z'
  readonly rings: readonly Ring[]
  /** The rings' shape: 2 is an ellipse, more is boxier. */
  readonly exponent?: number
  readonly around: number
  /** Rows of cells between two rings. */
  readonly perRing?: number
  /** From the axis upwards: a paint, and the ring (or a place between two) that it ends at. The last one ends it all. */
  readonly bands: readonly (readonly [paint: PaintName, to: number])[]
  /** Bends a point of it. */
  readonly bend?: (point: Vec3) => Vec3
  /** −1 for its mirror image, on her right. */
  readonly sign?: 1 | -1
  readonly skin: Skin
}

/** Half the width of the dark groove between two bands, in rings. */
const GROOVE = 0.07

/**
 * One flowing form, as if turned on a lathe: a smooth skin over rings, in bands of paint with a groove between them. Bands
 * of the same paint make a mere panel line.
 */
export function lathe({ around, rings, bands, sign = 1, skin, ...form }: Lathe): Part[] {
  const { rows, cuts } = plan(rings.length - 1, bands, form.perRing ?? 1)
  const shape = grid([around, rows.length - 1], surface({ rings, ...form }, rows))
  const placed = sign > 0 ? shape : mirrored(shape)
  return cuts.map(({ paint, first, last }) => ({ paint, skin, shape: rowsOf(placed, around, first, last) }))
}

interface Cut {
  readonly paint: PaintName
  readonly first: number
  readonly last: number
}

/** Where the rows are, in rings, and which of them bear which paint. */
function plan(end: number, bands: Lathe['bands'], perRing: number): { rows: number[]; cuts: Cut[] } {
  const borders = bands.slice(0, -1).map(([, to]) => to)
  const near = (row: number): boolean => borders.some((border) => Math.abs(row - border) < 2 * GROOVE)
  const even = Array.from({ length: end * perRing + 1 }, (_, index) => index / perRing)
  const rows = [...even.filter((row) => !near(row)), ...borders.flatMap((at) => [at - GROOVE, at + GROOVE])]
  rows.sort((a, b) => a - b)
  let first = 0
  const cuts = bands.flatMap(([paint, to], index): Cut[] => {
    const isLast = index === bands.length - 1
    const last = isLast ? rows.length - 1 : rows.indexOf(to - GROOVE)
    const band = { paint, first, last }
    first = last + 1
    return isLast ? [band] : [band, { paint: 'seam', first: last, last: last + 1 }]
  })
  return { rows, cuts }
}

function surface(
  { axis, rings, exponent = 2, bend = (point) => point }: Pick<Lathe, 'axis' | 'rings' | 'exponent' | 'bend'>,
  rows: readonly number[],
) {
  const column = (slot: 0 | 1 | 2 | 3 | 4): number[] => rings.map((ring) => ring[slot] ?? 0)
  const columns = [column(0), column(1), column(2), column(3), column(4)] as const
  return (u: number, v: number): Vec3 => {
    const at = (slot: 0 | 1 | 2 | 3 | 4): number =>
      throughAll(columns[slot], rows[Math.round(v * (rows.length - 1))] ?? 0)
    const reach = (unit: number): number => signedPower(Math.abs(unit) < 1e-12 ? 0 : unit, 2 / exponent)
    const first = at(3) + Math.max(0, at(1)) * reach(Math.cos(u * 2 * Math.PI))
    const second = at(4) + Math.max(0, at(2)) * reach(Math.sin(u * 2 * Math.PI))
    const along = at(0)
    const points: Record<Lathe['axis'], Vec3> = {
      x: [along, first, second],
      y: [second, along, first],
      z: [first, second, along],
    }
    return bend(points[axis])
  }
}

/** The rings of a rounded box or ball around `middle`, from −90° of latitude up to `to`. */
export function ballRings(
  middle: number,
  [along, first, second]: Vec3,
  { exponent = 2, steps, from = -90, to = 90 }: { exponent?: number; steps: number; from?: number; to?: number },
): Ring[] {
  return Array.from({ length: steps + 1 }, (_, step) => {
    const latitude = ((from + ((to - from) * step) / steps) * Math.PI) / 180
    const belt = Math.abs(Math.cos(latitude)) < 1e-9 ? 0 : Math.cos(latitude) ** (2 / exponent)
    return [middle + along * signedPower(Math.sin(latitude), 2 / exponent), first * belt, second * belt]
  })
}
