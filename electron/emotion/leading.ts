/** One emotion for a whole reply. */
import type { Emotion, Segment } from '../contract/index.ts'

/**
 * The emotion of a reply's longest stretch, in UTF-16 code units; of equally long ones, of the latest. Segments that
 * follow each other with the same emotion are one stretch. Neutral for a reply without text.
 */
export function leadingEmotion(segments: readonly Segment[]): Emotion {
  let leading: Emotion = 'neutral'
  let longest = 1
  let length = 0
  segments.forEach(({ text, emotion }, index) => {
    length = segments[index - 1]?.emotion === emotion ? length + text.length : text.length
    if (length >= longest) {
      leading = emotion
      longest = length
    }
  })
  return leading
}
