import { cutBefore } from './cut.ts'

const LONGEST_TITLE = 60

/** A session's title: the first words of what was first said in it, on one line. */
export function titleOf(text: string): string {
  const line = text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .toWellFormed()
  if (line.length <= LONGEST_TITLE) return line
  return `${line.slice(0, cutBefore(line, LONGEST_TITLE - 1))}…`
}
