import type { Side } from '../skeleton.ts'
import type { Morphs } from './element.ts'
import { drop, shifted } from './outline.ts'

/** Tears below both eyes, or one bead of sweat at her right temple. */
export const dropMorphs = ({ sign }: Side): Morphs => ({
  sad: shifted(drop(0.012), -0.026 * sign, -0.034),
  ...(sign < 0 && { fear: shifted(drop(0.0145), 0, 0.052), confused: shifted(drop(0.011), 0, 0.056) }),
})
