import type { Felt, Segment } from '../../../electron/contract/index.ts'
import { secondsFor } from './pace.ts'

/** What she is saying: text that arrives at the model's pace, and is revealed at the reader's. */
export interface Speech {
  /** What is revealed so far. */
  readonly text: string
  /** How what is being revealed is felt; null while nothing was said. */
  readonly felt: Felt | null
  /** Whether there is text that is not revealed yet. */
  readonly behind: boolean
  append(piece: Segment): void
  /** Sets the whole text anew, as after a lost connection; what was revealed stays so. */
  replace(segments: readonly Segment[]): void
  /** Reveals what is left, at once. */
  finish(): void
  /** Reveals what is due, and returns it. */
  update(delta: number): string
}

/** At most this much is cut into letters at a time: enough for any delta. */
const LOOK_AHEAD = 200
const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

export function createSpeech(): Speech {
  let segments: readonly Segment[] = []
  let whole = ''
  let revealed = 0
  /** Time that was not enough for the next letter, in seconds. */
  let saved = 0

  function setSegments(next: readonly Segment[]): void {
    segments = next
    whole = next.map(({ text }) => text).join('')
    revealed = Math.min(revealed, whole.length)
  }

  return {
    get text() {
      return whole.slice(0, revealed)
    },
    get felt() {
      let end = 0
      for (const segment of segments) {
        end += segment.text.length
        if (end > revealed) return segment
      }
      return segments.at(-1) ?? null
    },
    get behind() {
      return revealed < whole.length
    },
    append: (piece) => setSegments([...segments, piece]),
    replace: setSegments,
    finish() {
      revealed = whole.length
    },
    update(delta) {
      const start = revealed
      saved += delta
      for (const { segment } of letters.segment(whole.slice(revealed, revealed + LOOK_AHEAD))) {
        const cost = secondsFor(segment)
        if (cost > saved) break
        saved -= cost
        revealed += segment.length
      }
      // Time is not saved up while there is nothing to say.
      if (revealed === whole.length) saved = 0
      return whole.slice(start, revealed)
    },
  }
}
