import { catmullRom } from './curve.ts'
import { type Detail, grid, type Shape } from './grid.ts'
import { add, clamp, cross, length, lerp, normalize, scale, subtract, type Vec3 } from './vector.ts'

export interface Tube {
  /** The points its middle goes through. */
  readonly path: readonly Vec3[]
  /** In metres, at 0…1 of the path. */
  readonly radius: (along: number) => number
  /** Steps around, and steps between two points of the path. */
  readonly detail: Detail
}

/** A round tube along a smooth path, closed by a small dome at either end. */
export function tube({ path, radius, detail: [around, perPoint] }: Tube): Shape {
  // Rows at each end make the dome: how far out along the path, and how wide, as parts of the radius.
  const dome = [90, 62, 32].map((degrees) => {
    const angle = (degrees * Math.PI) / 180
    return { out: Math.sin(angle), width: degrees === 90 ? 0 : Math.cos(angle) }
  })
  const body = (path.length - 1) * perPoint
  const rows = body + 2 * dome.length
  return grid(
    [around, rows],
    (u, v) => {
      const row = Math.round(v * rows)
      const along = clamp((row - dome.length) / body, 0, 1)
      const start = dome[row]
      const end = dome[rows - row]
      const { out, width } = start ? { ...start, out: -start.out } : (end ?? { out: 0, width: 1 })
      return aroundPath(path, along, u * 2 * Math.PI, radius(along) * width, radius(along) * out)
    },
    { insideOut: true },
  )
}

export interface Leaf extends Tube {
  /** Which part of the path it covers. */
  readonly from: number
  readonly to: number
  /** Half the angle that it covers where it is widest, in radians. */
  readonly spread: number
  /** How far it lies above the tube in its middle, in metres. Its rim lies on the tube. */
  readonly lift: number
}

/** A leaf that lies on the front of an upright tube. */
export function leaf({ path, radius, detail, from, to, spread, lift }: Leaf): Shape {
  return grid(
    detail,
    (u, v) => {
      const along = lerp(from, to, (1 - Math.cos(Math.PI * v)) / 2)
      // Rows are closer where it is round.
      const row = (1 - Math.cos(Math.PI * v)) / 2
      const widest = Math.sqrt(Math.max(0, 1 - (2 * row ** 0.85 - 1) ** 2))
      const across = 2 * u - 1
      const rim = u === 0 || u === 1 || v === 0 || v === 1
      const angle = Math.PI / 2 + across * spread * widest
      return aroundPath(path, along, angle, radius(along) + (rim ? 0.0004 : lift), 0)
    },
    { insideOut: true },
  )
}

/** The point at an angle around a path, at a distance from it, and `ahead` of there along it. */
function aroundPath(path: readonly Vec3[], along: number, angle: number, distance: number, ahead: number): Vec3 {
  const { forward, side, up } = frameAt(path, along)
  const spoke = add(scale(side, Math.cos(angle)), scale(up, Math.sin(angle)))
  return add(add(catmullRom(path, along), scale(forward, ahead)), scale(spoke, distance))
}

/** Three directions at a right angle to each other, the first along the path. */
function frameAt(path: readonly Vec3[], along: number): { forward: Vec3; side: Vec3; up: Vec3 } {
  const before = catmullRom(path, Math.max(0, along - 0.01))
  const after = catmullRom(path, Math.min(1, along + 0.01))
  const forward = scale(subtract(after, before), 1 / length(subtract(after, before)))
  const side = normalize(cross(forward, Math.abs(forward[1]) > 0.8 ? [0, 0, 1] : [0, 1, 0]))
  return { forward, side, up: cross(side, forward) }
}
