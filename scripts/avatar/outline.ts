/**
 * The outline of a face element on the visor, in metres from its middle: for s from −1 to 1 a place `x(s)` and the
 * heights `top(s)` and `bottom(s)` there. All outlines are cut the same way, so any turns into any other by moving points.
 */
export interface Outline {
  readonly x: (s: number) => number
  readonly top: (s: number) => number
  readonly bottom: (s: number) => number
}

/** An ellipse; `exponent` above 2 makes it boxier. */
export function ellipse(rx: number, ry: number, exponent = 2): Outline {
  const half = (s: number) => ry * Math.max(0, 1 - Math.abs(s) ** exponent) ** (1 / exponent)
  return { x: (s) => rx * s, top: half, bottom: (s) => -half(s) }
}

/** Nothing to see: what elements are that a face does not have. */
export const NOTHING: Outline = ellipse(1e-5, 1e-5)

/** A stroke with round ends along a line: `line(s)` is the height of its middle. */
export function stroke(rx: number, thickness: number, line: (s: number) => number): Outline {
  const half = (s: number) => thickness * Math.sqrt(Math.max(0, 1 - s ** 6))
  return { x: (s) => rx * s, top: (s) => line(s) + half(s), bottom: (s) => line(s) - half(s) }
}

/** A bow: its middle is `height` above its ends (below, where negative). */
export const bow = (rx: number, height: number, thickness: number): Outline =>
  stroke(rx, thickness, (s) => height * (1 - s * s))

export const shifted = (outline: Outline, dx: number, dy: number): Outline => ({
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
