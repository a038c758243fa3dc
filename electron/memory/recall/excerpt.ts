import { cutAfter, cutBefore } from '../cut.ts'
import { wordsOf } from './words.ts'

/** The longest line that is recalled, in UTF-16 code units. */
const LONGEST_LINE = 200
/** How much of it may stand before the word it was found by. */
const LEAD = 60

/** A text as one line; a long one is cut around the first of the words it was found by. */
export function excerpt(text: string, words: ReadonlySet<string>): string {
  const line = text.replace(/[\s\0]+/g, ' ').trim()
  if (line.length <= LONGEST_LINE) return line
  const room = LONGEST_LINE - 2
  const start = cutAfter(line, Math.min(firstMatch(line, words) - LEAD, line.length - room))
  const end = cutBefore(line, start + room)
  return `${start > 0 ? '…' : ''}${line.slice(start, end).trim()}${end < line.length ? '…' : ''}`
}

function firstMatch(line: string, words: ReadonlySet<string>): number {
  for (const { stem, index } of wordsOf(line)) if (words.has(stem)) return index
  return 0
}
