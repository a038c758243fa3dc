import { bow, cutAbove, ellipse, type Outline, shifted, stroke } from './outline.ts'

/** A small smile. */
export const MOUTH = shifted(bow(0.028, -0.012, 0.0055), 0, 0.006)

/** What it becomes. The vowels are those of VRM: aa ih ou ee oh. */
export const MOUTH_MORPHS: Record<string, Outline> = {
  happy: cutAbove(ellipse(0.042, 0.03), () => 0.006),
  angry: shifted(bow(0.026, 0.012, 0.0055), 0, -0.008),
  sad: shifted(bow(0.024, 0.012, 0.005), 0, -0.008),
  relaxed: shifted(bow(0.024, -0.012, 0.0055), 0, 0.004),
  surprised: ellipse(0.016, 0.02),
  fear: stroke(0.034, 0.005, (s) => 0.006 * Math.sin(3 * Math.PI * s)),
  disgust: stroke(0.03, 0.0055, (s) => 0.007 * Math.sin(1.4 * Math.PI * s + 0.6) - 0.004),
  aa: ellipse(0.03, 0.028),
  ih: ellipse(0.036, 0.012, 2.4),
  ou: ellipse(0.013, 0.013),
  ee: ellipse(0.034, 0.017, 2.2),
  oh: ellipse(0.019, 0.025),
}
