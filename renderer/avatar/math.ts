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

/**
 * A step of what runs after something that itself runs towards `target` (see `damp`), the same path at any frame rate.
 * `leader`: where that is when the step begins. Rates: per second, and not the same. `delta`: seconds.
 */
export function trail(
  value: number,
  leader: number,
  target: number,
  leaderRate: number,
  rate: number,
  delta: number,
): number {
  // The solution of value' = rate · (leader − value) with leader = target + (leader₀ − target) · e^(−leaderRate · t).
  const lead = (rate * (leader - target)) / (rate - leaderRate)
  return target + lead * Math.exp(-leaderRate * delta) + (value - target - lead) * Math.exp(-rate * delta)
}
