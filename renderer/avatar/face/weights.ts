import { clamp, lerp } from '../math.ts'

/** How strongly each expression of the avatar shows, 0…1; one that is missing does not. */
export type Weights = Readonly<Record<string, number>>

export const NO_WEIGHTS: Weights = {}

/** Less of an expression than this nobody sees. */
export const UNSEEN = 1e-4

// These run some dozen times a frame: plain loops make no arrays in between.

export function sumOf(weights: Weights): number {
  let sum = 0
  for (const name in weights) sum += weights[name] ?? 0
  return sum
}

export function scaled(weights: Weights, factor: number): Weights {
  const result: Record<string, number> = {}
  for (const name in weights) result[name] = (weights[name] ?? 0) * factor
  return result
}

/** Only those that are wanted. */
export function only(weights: Weights, wanted: (name: string) => boolean): Weights {
  const result: Record<string, number> = {}
  for (const name in weights) if (wanted(name)) result[name] = weights[name] ?? 0
  return result
}

export function mixed(from: Weights, to: Weights, t: number): Weights {
  const result: Record<string, number> = {}
  for (const name in { ...from, ...to }) {
    const weight = lerp(from[name] ?? 0, to[name] ?? 0, t)
    if (weight > 0) result[name] = weight
  }
  return result
}

export function addTo(sum: Record<string, number>, more: Weights): void {
  for (const name in more) sum[name] = (sum[name] ?? 0) + (more[name] ?? 0)
}

export function added(a: Weights, b: Weights): Weights {
  const sum = { ...a }
  addTo(sum, b)
  return sum
}

/** Any number as a part of a whole, 0…1; what is no number is none of it. */
export const part = (value: number): number => (Number.isNaN(value) ? 0 : clamp(value, 0, 1))

/** Only what is to be seen, and no more than all of it. */
export function shown(weights: Weights): Weights {
  const result: Record<string, number> = {}
  for (const name in weights) {
    const weight = weights[name] ?? 0
    if (weight > UNSEEN) result[name] = Math.min(1, weight)
  }
  return result
}

/** The same, at most 1 together, or as much as there is `room`. */
export function limited(weights: Weights, room = 1): Weights {
  const sum = sumOf(weights)
  return sum > room ? scaled(weights, room / sum) : weights
}
