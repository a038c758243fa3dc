import type { Weights } from './weights.ts'

/** What an expression does to another group while it shows (VRMC_vrm 1.0): nothing, all of it, or by its weight. */
export type Override = 'none' | 'block' | 'blend'

export interface Overrides {
  readonly blink: Override
  readonly lookAt: Override
  readonly mouth: Override
}

export type OverrideGroup = keyof Overrides

const GROUPS: Readonly<Record<OverrideGroup, readonly string[]>> = {
  blink: ['blink', 'blinkLeft', 'blinkRight'],
  lookAt: ['lookUp', 'lookDown', 'lookLeft', 'lookRight'],
  mouth: ['aa', 'ih', 'ou', 'ee', 'oh'],
}

/** How much of a group is left under these weights, 0…1. */
export function remainder(
  group: OverrideGroup,
  weights: Weights,
  overrides: Readonly<Record<string, Overrides>>,
): number {
  let left = 1
  for (const [name, weight] of Object.entries(weights)) {
    const override = overrides[name]?.[group] ?? 'none'
    if (override === 'block' && weight > 0) left = 0
    if (override === 'blend') left -= weight
  }
  return Math.max(0, left)
}

/** The weights with every group at what the expressions shown leave of it. */
export function withOverrides(weights: Weights, overrides: Readonly<Record<string, Overrides>>): Weights {
  const result: Record<string, number> = { ...weights }
  for (const group of Object.keys(GROUPS) as OverrideGroup[]) {
    const left = remainder(group, weights, overrides)
    for (const name of GROUPS[group]) if (name in result) result[name] = (result[name] ?? 0) * left
  }
  return result
}
