import type { RecalledLine } from '../../contract/index.ts'
import { excerpt } from './excerpt.ts'
import { tellsAbout } from './questions.ts'
import { fold } from './words.ts'

/** What the user said is worth more than what Kira made of it. */
export const ROLE_WEIGHTS = { user: 2, assistant: 1 } as const
/** A line of this moment gets this much more, fading by half every month. */
const RECENCY_BONUS = 0.25
const MONTH = 30 * 24 * 60 * 60 * 1000

/** A line that shares words with what is asked. */
export interface Candidate extends RecalledLine {
  /** How well it fits, greater is better; any scale. */
  readonly score: number
}

/**
 * The best lines, best first: statements before questions, then by fit, speaker and age. No text comes twice, and
 * never the very words that ask.
 */
export function rank(
  candidates: readonly Candidate[],
  query: { text: string; words: ReadonlySet<string>; now: number; limit: number },
): RecalledLine[] {
  const best = candidates
    .map((line) => ({ line, tells: tellsAbout(query.words, line.text), weight: weigh(line, query.now) }))
    .sort((a, b) => Number(b.tells) - Number(a.tells) || b.weight - a.weight || b.line.createdAt - a.line.createdAt)

  const seen = new Set([essence(query.text)])
  const lines: RecalledLine[] = []
  for (const { line } of best) {
    if (lines.length >= query.limit) break
    const what = essence(line.text)
    if (seen.has(what)) continue
    seen.add(what)
    const { messageId, role, createdAt } = line
    lines.push({ messageId, role, createdAt, text: excerpt(line.text, query.words) })
  }
  return lines
}

function weigh(line: Candidate, now: number): number {
  const months = Math.max(0, now - line.createdAt) / MONTH
  return line.score * ROLE_WEIGHTS[line.role] * (1 + RECENCY_BONUS * 0.5 ** months)
}

/** A text without case, diacritics, spaces and signs: what two lines share that say the same. */
function essence(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
