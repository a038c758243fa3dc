import { ellipse, NOTHING, type Outline, shifted, stroke } from './outline.ts'
import type { Side } from './skeleton.ts'

/** The white spot in an eye. */
export const HIGHLIGHT = ellipse(0.0105, 0.014)

/** It goes with the eye, and out where the eye closes. */
export function highlightMorphs({ name }: Side): Record<string, Outline> {
  return {
    happy: shifted(NOTHING, 0, -0.02),
    angry: shifted(HIGHLIGHT, 0, -0.018),
    sad: shifted(HIGHLIGHT, 0, -0.016),
    relaxed: shifted(NOTHING, 0, -0.02),
    surprised: shifted(ellipse(0.012, 0.016), 0, 0.006),
    fear: shifted(ellipse(0.009, 0.012), -0.004, 0.003),
    disgust: shifted(ellipse(0.009, 0.009), 0, -0.02),
    [`blink${name}`]: shifted(NOTHING, 0, -0.024),
    lookLeft: shifted(HIGHLIGHT, 0.026, 0),
    lookRight: shifted(HIGHLIGHT, -0.026, 0),
    lookUp: shifted(HIGHLIGHT, 0, 0.018),
    lookDown: shifted(HIGHLIGHT, 0, -0.02),
  }
}

/** Brows are there only where they say something. */
export function browMorphs({ sign }: Side): Record<string, Outline> {
  const brow = (slope: number, height: number) => {
    const line = (s: number) => height + slope * s * sign
    return { ...stroke(0.036, 0, line), ...ellipseAround(line) }
  }
  return {
    angry: brow(0.016, -0.016),
    sad: brow(-0.014, 0.002),
    surprised: brow(0, 0.014),
    fear: brow(-0.018, 0.006),
    disgust: brow(sign > 0 ? 0.004 : -0.012, sign > 0 ? -0.03 : -0.008),
  }
}

/** A pointed stroke: thickest in its middle. */
function ellipseAround(line: (s: number) => number): Pick<Outline, 'top' | 'bottom'> {
  const half = (s: number) => 0.0065 * Math.sqrt(1 - s * s)
  return { top: (s) => line(s) + half(s), bottom: (s) => line(s) - half(s) }
}

export const blushMorphs: Record<string, Outline> = {
  happy: ellipse(0.026, 0.013),
  relaxed: ellipse(0.022, 0.011),
}
