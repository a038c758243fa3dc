/** One emotion for a whole reply. */
import { type Emotion, type Felt, NEUTRAL, type Segment } from '../contract/index.ts'

interface Stretch {
  readonly emotion: Emotion
  weight: number
  peak: number
}

/**
 * The emotion of a reply's weightiest stretch, as strongly as at its peak. Segments that follow each other with the
 * same emotion are one stretch; it weighs its length in UTF-16 code units, times the intensity. Of equally weighty ones
 * the latest leads. Neutral for a reply without text.
 */
export function leadingEmotion(segments: readonly Segment[]): Felt {
  let leading = NEUTRAL
  let heaviest = 0
  let stretch: Stretch | undefined
  for (const { text, emotion, intensity } of segments) {
    if (text === '') continue
    if (stretch?.emotion !== emotion) stretch = { emotion, weight: 0, peak: 0 }
    stretch.weight += text.length * intensity
    stretch.peak = Math.max(stretch.peak, intensity)
    if (stretch.weight >= heaviest) {
      heaviest = stretch.weight
      leading = { emotion, intensity: stretch.peak }
    }
  }
  return leading
}
