import type { Morphs } from './element.ts'
import { bow, cutAbove, ellipse, shifted, stroke } from './outline.ts'

/** A small smile. */
export const MOUTH = shifted(bow(0.028, -0.012, 0.0058), 0, 0.006)

/** What it becomes. The vowels are those of VRM: aa ih ou ee oh. */
export const MOUTH_MORPHS: Morphs = {
  happy: cutAbove(ellipse(0.042, 0.03), () => 0.006),
  angry: shifted(bow(0.028, 0.014, 0.006), 0, -0.01),
  sad: shifted(bow(0.024, 0.013, 0.0055), 0, -0.008),
  relaxed: shifted(bow(0.024, -0.012, 0.006), 0, 0.004),
  surprised: ellipse(0.016, 0.021),
  fear: stroke(0.036, 0.0055, (s) => 0.0065 * Math.sin(3 * Math.PI * s)),
  disgust: stroke(0.03, 0.006, (s) => 0.008 * Math.sin(1.4 * Math.PI * s + 0.6) - 0.004),
  love: cutAbove(ellipse(0.034, 0.026), (s) => 0.006 - 0.003 * (1 - s * s)),
  shy: stroke(0.02, 0.0052, (s) => 0.005 * Math.cos(2 * Math.PI * s) - 0.002),
  thinking: shifted(
    stroke(0.019, 0.0056, (s) => 0.005 * s),
    0.018,
    -0.002,
  ),
  sleepy: shifted(ellipse(0.012, 0.009), 0, -0.004),
  excited: cutAbove(ellipse(0.056, 0.044), (s) => 0.008 + 0.005 * s * s),
  proud: stroke(0.042, 0.0062, (s) => -0.015 * (1 - s * s) + 0.011 * s + 0.006),
  confused: shifted(
    stroke(0.03, 0.0056, (s) => 0.006 * Math.sin(1.9 * Math.PI * s) + 0.01 * s),
    -0.006,
    -0.002,
  ),
  aa: ellipse(0.03, 0.028),
  ih: ellipse(0.036, 0.012, 2.4),
  ou: ellipse(0.013, 0.013),
  ee: ellipse(0.034, 0.017, 2.2),
  oh: ellipse(0.019, 0.025),
}
