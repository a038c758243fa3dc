import { bow, cutAbove, cutBelow, ellipse, type Outline, shifted } from './outline.ts'
import type { Side } from './skeleton.ts'

/** An open eye: a tall rounded box. */
export const EYE = ellipse(0.036, 0.05, 2.6)

/** What an eye becomes. Lids are straight cuts that slope towards the nose (angry) or away from it (sad). */
export function eyeMorphs({ name, sign }: Side): Record<string, Outline> {
  const lid = (slope: number, height: number) => (s: number) => height + slope * s * sign
  return {
    happy: shifted(bow(0.044, 0.034, 0.011), 0, -0.018),
    angry: cutAbove(EYE, lid(0.02, 0.012)),
    sad: cutAbove(shifted(ellipse(0.034, 0.044, 2.6), 0, -0.008), lid(-0.015, 0.022)),
    relaxed: shifted(bow(0.042, -0.022, 0.0095), 0, 0.008),
    surprised: shifted(ellipse(0.043, 0.06, 2.1), 0, 0.004),
    fear: shifted(ellipse(0.029, 0.041, 2.2), -0.004 * sign, 0.006),
    disgust: cutBelow(cutAbove(EYE, lid(0.006, 0.014)), lid(-0.004, -0.026)),
    [`blink${name}`]: shifted(bow(0.04, -0.004, 0.006), 0, -0.006),
    lookLeft: shifted(EYE, 0.022, 0),
    lookRight: shifted(EYE, -0.022, 0),
    lookUp: shifted(EYE, 0, 0.016),
    lookDown: shifted(EYE, 0, -0.018),
  }
}
