/**
 * Reads the feelings of a reply that tells none by itself: sentence by sentence, as soon as each is complete, until the
 * first tag or emotion emoji comes; from then on those rule. Every character goes through, in its order.
 *
 * A sentence is held back until its end, or until it is `LONGEST_HELD` long: then it is read as far as it came, and the
 * rest of it follows at once with the same feeling. Code is not read: it has the feeling of what precedes it.
 */
import { appendSegment, NEUTRAL, type Segment } from '../contract/index.ts'
import type { FeelingReader } from './feeling-reader.ts'
import { ShownText } from './shown-text.ts'
import type { ParsedSegment } from './tag-parser.ts'

/** In UTF-16 code units. */
export const LONGEST_HELD = 160

interface UntaggedReader {
  /** Takes what the tag parser lets through, and returns what can be shown. */
  push(segments: readonly ParsedSegment[]): Segment[]
  /** Takes the end of the text and returns the rest. A reader is for one reply. */
  end(): Segment[]
}

const ENDS = '.!?…'
/** What may stand between the mark that ends a sentence and the space after it. */
const CLOSES = '"\'»”’)]*_'

export function createUntaggedReader(read: FeelingReader): UntaggedReader {
  const shown = new ShownText()
  let felt = NEUTRAL
  /** Of the current sentence: what was not shown yet, and what of that is no code. */
  let held = ''
  let words = ''
  /** Whether the current sentence was read already, because it is long. */
  let isRead = false
  /** Whether a mark that ends a sentence stands before the next character. */
  let afterEnd = false
  let segments: Segment[] = []

  function take(character: string): void {
    shown.write(character)
    held += character
    if (!shown.inCode) words += character
    const isComplete = endsSentence(character)
    const isDue = isComplete || held.length >= LONGEST_HELD
    if (isDue) readHeld()
    // Code at the beginning of a sentence need not wait for its end.
    if (isDue || isRead || (shown.inCode && !hasLetters(words))) release()
    if (isComplete) isRead = false
  }

  function endsSentence(character: string): boolean {
    const isComplete = character === '\n' || (afterEnd && isWhite(character))
    if (shown.inCode || !CLOSES.includes(character)) afterEnd = !shown.inCode && ENDS.includes(character)
    return isComplete
  }

  function readHeld(): void {
    if (isRead || !hasLetters(words)) return
    felt = read(words)
    isRead = true
  }

  function release(): void {
    if (held !== '') segments = appendSegment(segments, { text: held, ...felt })
    held = ''
    words = ''
  }

  function released(): Segment[] {
    const all = segments
    segments = []
    return all
  }

  return {
    push(parsed) {
      for (const { told, ...segment } of parsed) {
        if (told) {
          readHeld()
          release()
          segments = appendSegment(segments, segment)
        } else for (const character of segment.text) take(character)
      }
      return released()
    },
    end() {
      readHeld()
      release()
      return released()
    },
  }
}

const hasLetters = (text: string) => /\p{L}/u.test(text)
const isWhite = (character: string) => /\s/.test(character)
