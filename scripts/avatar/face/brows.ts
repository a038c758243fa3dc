import type { Side } from '../skeleton.ts'
import type { Morphs } from './element.ts'
import { type Outline, stroke } from './outline.ts'

/** Brows are there only where they say something: a slope (out and up is positive) and a height, in metres. */
export function browMorphs({ sign }: Side): Morphs {
  const brow = (slope: number, height: number, arch = 0): Outline => {
    const line = (s: number) => height + slope * s * sign - arch * s * s
    return { ...stroke(0.036, 0, line), ...pointed(line) }
  }
  const hers = (left: Outline, right: Outline): Outline => (sign > 0 ? left : right)
  return {
    angry: brow(0.018, -0.014),
    sad: brow(-0.016, 0.002),
    surprised: brow(0, 0.016, 0.006),
    fear: brow(-0.02, 0.004),
    disgust: hers(brow(0.014, -0.028), brow(-0.006, -0.008)),
    love: brow(-0.006, 0.014, 0.006),
    shy: brow(-0.014, -0.004),
    thinking: hers(brow(-0.004, 0.016, 0.006), brow(0.006, -0.002)),
    sleepy: brow(-0.012, -0.012, 0.004),
    excited: brow(0.002, 0.022, 0.008),
    proud: brow(-0.004, 0.006, 0.012),
    confused: hers(brow(-0.016, 0.016), brow(-0.012, -0.018)),
  }
}

/** A pointed stroke: thickest in its middle. */
function pointed(line: (s: number) => number): Pick<Outline, 'top' | 'bottom'> {
  const half = (s: number) => 0.0072 * Math.sqrt(1 - s * s)
  return { top: (s) => line(s) + half(s), bottom: (s) => line(s) - half(s) }
}
