import type { Emotion } from '../../../electron/contract/index.ts'

/** How long a face takes to come, in seconds: surprise is quick, sadness slow. */
export const RISE_SECONDS: Readonly<Record<Emotion, number>> = {
  neutral: 0.5,
  happy: 0.4,
  relaxed: 0.7,
  sad: 0.9,
  angry: 0.35,
  surprised: 0.2,
  fear: 0.3,
  disgust: 0.45,
}

/** How long it takes to go again: faces leave more slowly than they come. */
export const fallSeconds = (emotion: Emotion): number => 2 * RISE_SECONDS[emotion]

/** No face is shorter than this, so that quick changes don't flicker. */
export const MIN_DWELL_SECONDS = 0.5

/** Moods come and go slowly. */
export const MOOD_SECONDS = 3
