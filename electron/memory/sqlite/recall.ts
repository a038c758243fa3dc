import type { RecalledLine } from '../../contract/index.ts'
import type { Memory } from '../port.ts'
import { ROLE_WEIGHTS, rank } from '../recall/rank.ts'
import { formsOf, subjectWords } from '../recall/words.ts'
import type { Database } from './database.ts'
import { readText, type StoredText } from './text.ts'

/** Lines that the index finds, of which the best are chosen. */
const CANDIDATES = 100

interface FoundRow {
  readonly messageId: string
  readonly role: RecalledLine['role']
  readonly text: StoredText
  readonly createdAt: number
  readonly score: number
}

/** Full-text search over everything that was said and not replaced, in all sessions. */
export function createRecall(db: Database, clock: () => number): Memory['recall'] {
  // bm25() is negative, and the better the smaller.
  const search = db.prepare<[string, string], FoundRow>(`
    SELECT id AS messageId, role, messages.text, created_at AS createdAt, -bm25(message_words) AS score
    FROM message_words JOIN messages ON seq = message_words.rowid
    WHERE message_words MATCH ? AND replaced_by IS NULL AND id NOT IN (SELECT value FROM json_each(?))
    ORDER BY score * iif(role = 'user', ${ROLE_WEIGHTS.user}, ${ROLE_WEIGHTS.assistant}) DESC
    LIMIT ${CANDIDATES}
  `)

  return ({ text, except, limit }) => {
    const words = subjectWords(text)
    if (words.size === 0) return []
    const found = search.all(matchAny(words), JSON.stringify([...except]))
    const candidates = found.map((row) => ({ ...row, text: readText(row.text) }))
    return rank(candidates, { text, words, now: clock(), limit })
  }
}

/** An FTS5 query for any of the words. They are letters and digits only, and quoted: nothing in them is syntax. */
function matchAny(words: ReadonlySet<string>): string {
  return [...words]
    .flatMap(formsOf)
    .map((form) => `"${form}"`)
    .join(' OR ')
}

/** What of a text goes into the index: all of it, but in the form that UTF-8 and C strings can hold. */
export function indexable(text: string): string {
  return text.replaceAll('\0', ' ').toWellFormed()
}
