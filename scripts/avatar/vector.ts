/** A point or a direction: x to her left, y up, z to her front; metres. */
export type Vec3 = readonly [x: number, y: number, z: number]

export const add = (a: Vec3, b: Vec3): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
export const subtract = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
export const scale = (a: Vec3, factor: number): Vec3 => [a[0] * factor, a[1] * factor, a[2] * factor]
export const length = (a: Vec3): number => Math.hypot(...a)

export const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]

/** The vector at length 1; `fallback` where it has none. */
export function normalize(a: Vec3, fallback: Vec3 = [0, 0, 1]): Vec3 {
  const size = length(a)
  return size > 1e-12 ? scale(a, 1 / size) : fallback
}

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
export const lerp = (a: number, b: number, t: number): number => a + (b - a) * t

/** 0 below `from`, 1 above `to`, and a smooth step (Hermite) between. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = clamp((value - from) / (to - from), 0, 1)
  return t * t * (3 - 2 * t)
}

/** A power that keeps the sign: what turns circles into superellipses. */
export const signedPower = (value: number, power: number): number => Math.sign(value) * Math.abs(value) ** power
