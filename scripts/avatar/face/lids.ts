import type { Side } from '../skeleton.ts'
import type { Morphs } from './element.ts'
import { bow, NOTHING, type Outline, shifted } from './outline.ts'

/** How far above and below an eye's middle a lid reaches: past every open eye, metres. */
const REACH = 0.07
const HALF_WIDTH = 0.062

/**
 * Lids are of the visor's dark glass and come down over whatever the eye is just then: so each face can blink, and none
 * is bent by it.
 */
const curtain = (bottom: number): Outline => ({
  x: (s) => HALF_WIDTH * s,
  top: () => REACH,
  bottom: () => bottom,
})

export const OPEN_LID = curtain(REACH)
export const CLOSED_LID = curtain(-REACH)

export const lidMorphs = ({ name }: Side): Morphs => ({ [`blink${name}`]: CLOSED_LID })

/** The line of light that is left of a shut eye. */
export const SHUT_EYE = shifted(bow(0.042, -0.008, 0.0065), 0, -0.006)
export const lashMorphs = ({ name }: Side): Morphs => ({ [`blink${name}`]: SHUT_EYE })
export const NO_LASH: Outline = shifted(NOTHING, 0, -0.012)
