import type { Weights } from './weights.ts'

/** The expressions that are not feelings, by what they move. */
export const GROUPS = {
  blink: ['blink', 'blinkLeft', 'blinkRight'],
  lookAt: ['lookUp', 'lookDown', 'lookLeft', 'lookRight'],
  mouth: ['aa', 'ih', 'ou', 'ee', 'oh'],
} as const satisfies Record<string, readonly string[]>

export type OverrideGroup = keyof typeof GROUPS

/**
 * What an expression takes from a group while it shows: all of it, or as many times its own weight. In VRMC_vrm 1.0,
 * `none` is 0 and `blend` is 1.
 */
export type Override = 'block' | number

export type Overrides = Readonly<Record<OverrideGroup, Override>>

const groups = Object.keys(GROUPS) as OverrideGroup[]
const within = (group: OverrideGroup, name: string): boolean => GROUPS[group].some((member) => member === name)

/** How much of a group is left under these weights, 0…1. What belongs to it takes nothing from it. */
export function remainder(
  group: OverrideGroup,
  weights: Weights,
  overrides: Readonly<Record<string, Overrides>>,
): number {
  let left = 1
  for (const name in weights) {
    const weight = weights[name] ?? 0
    const override = overrides[name]?.[group] ?? 0
    if (within(group, name) || weight <= 0) continue
    left = override === 'block' ? 0 : left - override * weight
  }
  return Math.max(0, left)
}

/** The weights with every group at what the expressions shown leave of it. */
export function withOverrides(weights: Weights, overrides: Readonly<Record<string, Overrides>>): Weights {
  const result: Record<string, number> = { ...weights }
  for (const group of groups) {
    const left = remainder(group, weights, overrides)
    if (left === 1) continue
    for (const name of GROUPS[group]) if (name in result) result[name] = (result[name] ?? 0) * left
  }
  return result
}
