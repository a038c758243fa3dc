import type { Side } from '../skeleton.ts'
import type { Morphs } from './element.ts'
import { bow, cutAbove, cutBelow, ellipse, heart, shifted, sparkle } from './outline.ts'

/** An open eye: a tall rounded box. */
export const EYE = ellipse(0.04, 0.056, 2.5)

/** What an eye becomes. Lids are straight cuts that slope towards the nose (angry) or away from it (sad). */
export function eyeMorphs({ sign }: Side): Morphs {
  const lid = (slope: number, height: number) => (s: number) => height + slope * s * sign
  const hers = <T>(left: T, right: T): T => (sign > 0 ? left : right)
  return {
    happy: shifted(bow(0.046, 0.036, 0.012), 0, -0.018),
    angry: cutAbove(EYE, lid(0.024, 0.01)),
    sad: cutAbove(shifted(ellipse(0.036, 0.046, 2.5), 0, -0.008), lid(-0.02, 0.02)),
    relaxed: shifted(bow(0.044, -0.024, 0.0105), 0, 0.006),
    surprised: shifted(ellipse(0.045, 0.062, 2.1), 0, 0.003),
    fear: shifted(ellipse(0.026, 0.037, 2.1), -0.003 * sign, 0.008),
    disgust: hers(
      cutBelow(cutAbove(EYE, lid(0.004, 0.008)), lid(-0.006, -0.02)),
      cutBelow(cutAbove(EYE, lid(0.01, 0.02)), lid(-0.006, -0.026)),
    ),
    love: shifted(heart(0.05, 0.047), 0, 0),
    shy: cutAbove(shifted(ellipse(0.032, 0.042, 2.4), -0.016, -0.012), lid(-0.006, 0.012)),
    thinking: hers(
      shifted(ellipse(0.034, 0.047, 2.5), 0.015, 0.018),
      cutBelow(shifted(ellipse(0.034, 0.047, 2.5), 0.015, 0.014), () => -0.008),
    ),
    sleepy: cutAbove(shifted(ellipse(0.04, 0.05, 2.4), 0, -0.004), lid(-0.008, -0.016)),
    excited: sparkle(0.056, 0.068),
    proud: shifted(bow(0.046, 0.013, 0.0105), 0, -0.008),
    confused: hers(
      shifted(ellipse(0.042, 0.058, 2.2), 0, 0.003),
      cutBelow(
        cutAbove(shifted(EYE, 0, -0.004), () => 0.012),
        () => -0.034,
      ),
    ),
    lookLeft: shifted(EYE, 0.022, 0),
    lookRight: shifted(EYE, -0.022, 0),
    lookUp: shifted(EYE, 0, 0.016),
    lookDown: shifted(EYE, 0, -0.018),
  }
}
