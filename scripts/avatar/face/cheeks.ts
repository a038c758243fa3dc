import type { Morphs } from './element.ts'
import { ellipse, ribbon } from './outline.ts'

export const blushMorphs: Morphs = {
  happy: ellipse(0.026, 0.013),
  relaxed: ellipse(0.022, 0.011),
  love: ellipse(0.028, 0.014),
  shy: ellipse(0.036, 0.021),
  excited: ellipse(0.027, 0.013),
  proud: ellipse(0.021, 0.01),
}

/** Where the little lines stand that hatch a cheek that burns, in metres from its middle. */
export const HATCHES = [-0.016, 0, 0.016] as const
export const hatchMorphs: Morphs = {
  shy: ribbon((t) => [-0.0045 + 0.009 * t, -0.01 + 0.02 * t], 0.0026),
}
