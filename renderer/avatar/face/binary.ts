import { limited, only, shown, sumOf, type Weights } from './weights.ts'

/**
 * What the avatar makes of weights whose expressions are there or not (`isBinary`, VRMC_vrm 1.0): above ½ all, else
 * nothing. The others keep what room is left, so that feelings which sum to at most 1 still do.
 */
export function decided(weights: Weights, binary: ReadonlySet<string>): Weights {
  if (binary.size === 0) return shown(limited(weights))
  const entries = Object.entries(weights)
  const whole = Object.fromEntries(entries.filter(([name, weight]) => binary.has(name) && weight > 0.5))
  const on: Weights = Object.fromEntries(Object.keys(whole).map((name) => [name, 1]))
  const rest: Weights = Object.fromEntries(entries.filter(([name]) => !binary.has(name)))
  return { ...shown(limited(rest, Math.max(0, 1 - sumOf(on)))), ...on }
}

/** The binary expressions of these weights that are there entirely, and all others as they are. */
export const wholeOnly = (weights: Weights, binary: ReadonlySet<string>): Weights =>
  binary.size === 0 ? weights : only(weights, (name) => !binary.has(name) || weights[name] === 1)
