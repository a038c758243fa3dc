export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

export const lerp = (from: number, to: number, t: number): number => from + (to - from) * t

/** 0…1 to 0…1, starting and ending gently. */
export const ease = (t: number): number => t * t * (3 - 2 * t)

/**
 * A step from `value` towards `target`, the same path at any frame rate. `rate`: per second; after 1/rate seconds
 * 63 % of the way is done. `delta`: seconds.
 */
export const damp = (value: number, target: number, rate: number, delta: number): number =>
  target + (value - target) * Math.exp(-rate * delta)

/** A number in `low`…`high`; `random` gives 0…1. */
export const between = (random: () => number, low: number, high: number): number => low + (high - low) * random()
