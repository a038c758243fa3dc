import { clamp } from '../vector.ts'

/**
 * The outline of a face element on the visor, in metres from its middle: for s from −1 to 1 a place `x(s)` and the
 * heights `top(s)` and `bottom(s)` there. All outlines are cut the same way, so any turns into any other by moving points.
 */
export interface Outline {
  readonly x: (s: number) => number
  readonly top: (s: number) => number
  readonly bottom: (s: number) => number
  /** How far beside x(s) the top stands, and the bottom on the other side: strokes that turn need it. */
  readonly lean?: (s: number) => number
}

/** An ellipse; `exponent` above 2 makes it boxier, below 1 a star with four points. */
export function ellipse(rx: number, ry: number, exponent = 2): Outline {
  const half = (s: number) => ry * Math.max(0, 1 - Math.abs(s) ** exponent) ** (1 / exponent)
  return { x: (s) => rx * s, top: half, bottom: (s) => -half(s) }
}

/** Nothing to see: what elements are that a face does not have. */
export const NOTHING: Outline = ellipse(1e-5, 1e-5)

export const sparkle = (rx: number, ry: number): Outline => ellipse(rx, ry, 0.62)

export const heart = (rx: number, ry: number): Outline => ({
  x: (s) => rx * s,
  top: (s) => ry * (0.3 + 0.62 * Math.sqrt(Math.max(0, 1 - (2 * Math.abs(s) - 1) ** 2))),
  bottom: (s) => ry * (0.3 - 1.3 * Math.max(0, 1 - Math.abs(s)) ** 0.78),
})

/** A drop of water: round below, pointed above. */
export const drop = (radius: number): Outline => ({
  x: (s) => radius * s,
  top: (s) => 2.1 * radius * Math.max(0, 1 - Math.abs(s)) ** 1.35,
  bottom: (s) => -radius * Math.sqrt(1 - s * s),
})

/** A stroke with round ends along a line: `line(s)` is the height of its middle. */
export function stroke(rx: number, thickness: number, line: (s: number) => number): Outline {
  const half = (s: number) => thickness * Math.sqrt(Math.max(0, 1 - s ** 6))
  return { x: (s) => rx * s, top: (s) => line(s) + half(s), bottom: (s) => line(s) - half(s) }
}

/** A bow: its middle is `height` above its ends (below, where negative). */
export const bow = (rx: number, height: number, thickness: number): Outline =>
  stroke(rx, thickness, (s) => height * (1 - s * s))

/** A stroke along any path of 0…1, which may turn as it likes. */
export function ribbon(path: (t: number) => readonly [x: number, y: number], thickness: number): Outline {
  // Elements are cut evenly in the angle whose cosine is s, so corners of the path fall on points.
  const time = (s: number) => Math.acos(clamp(-s, -1, 1)) / Math.PI
  const half = (s: number) => thickness * Math.sqrt(Math.max(0, 1 - s ** 6))
  const normal = (s: number): readonly [number, number] => {
    const [x0, y0] = path(Math.max(0, time(s) - 0.01))
    const [x1, y1] = path(Math.min(1, time(s) + 0.01))
    const size = Math.hypot(x1 - x0, y1 - y0)
    return [(-(y1 - y0) / size) * half(s), ((x1 - x0) / size) * half(s)]
  }
  return {
    x: (s) => path(time(s))[0],
    top: (s) => path(time(s))[1] + normal(s)[1],
    bottom: (s) => path(time(s))[1] - normal(s)[1],
    lean: (s) => normal(s)[0],
  }
}

export const shifted = (outline: Outline, dx: number, dy: number): Outline => ({
  ...outline,
  x: (s) => outline.x(s) + dx,
  top: (s) => outline.top(s) + dy,
  bottom: (s) => outline.bottom(s) + dy,
})

/** Without what is above `line(s)`. */
export const cutAbove = (outline: Outline, line: (s: number) => number): Outline => ({
  ...outline,
  top: (s) => Math.max(outline.bottom(s), Math.min(outline.top(s), line(s))),
})

/** Without what is below `line(s)`. */
export const cutBelow = (outline: Outline, line: (s: number) => number): Outline => ({
  ...outline,
  bottom: (s) => Math.min(outline.top(s), Math.max(outline.bottom(s), line(s))),
})

/** A soft round patch behind an outline, `margin` metres wider and higher. */
export function around(outline: Outline, margin: number): Outline {
  const places = Array.from({ length: 25 }, (_, index) => index / 12 - 1)
  const xs = places.map(outline.x)
  const [low, high] = [Math.min(...places.map(outline.bottom)), Math.max(...places.map(outline.top))]
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const patch = ellipse((right - left) / 2 + margin, (high - low) / 2 + margin)
  return shifted(patch, (left + right) / 2, (low + high) / 2)
}
