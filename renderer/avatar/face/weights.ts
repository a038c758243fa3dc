import { lerp } from '../math.ts'

/** How strongly each expression of the avatar shows, 0…1; one that is missing does not. */
export type Weights = Readonly<Record<string, number>>

export const NO_WEIGHTS: Weights = {}

export const sumOf = (weights: Weights): number => Object.values(weights).reduce((sum, weight) => sum + weight, 0)

export const scaled = (weights: Weights, factor: number): Weights =>
  Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, weight * factor]))

export function mixed(from: Weights, to: Weights, t: number): Weights {
  const names = new Set([...Object.keys(from), ...Object.keys(to)])
  const entries = [...names].map((name) => [name, lerp(from[name] ?? 0, to[name] ?? 0, t)] as const)
  return Object.fromEntries(entries.filter(([, weight]) => weight > 0))
}

export const added = (a: Weights, b: Weights): Weights => {
  const sum: Record<string, number> = { ...a }
  for (const [name, weight] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + weight
  return sum
}
