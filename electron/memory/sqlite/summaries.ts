import { KiraError } from '../../contract/index.ts'
import type { Memory } from '../port.ts'
import { type Database, writing } from './database.ts'
import { readText, type StoredText, storeText } from './text.ts'

/** The part of the memory that is about what long talks came to. */
export function createSummaries(parts: {
  db: Database
  clock: () => number
  session: Memory['session']
}): Pick<Memory, 'summary' | 'keepSummary'> {
  const { db, clock, session } = parts
  const ofSession = db.prepare<[string], { text: StoredText; until: string; madeAt: number }>(
    'SELECT text, until, made_at AS madeAt FROM summaries WHERE session_id = ?',
  )
  const keep = db.prepare(`
    INSERT OR REPLACE INTO summaries
    SELECT session_id, @text, id, @now FROM messages WHERE id = @until AND session_id = @sessionId
  `)

  return {
    summary(sessionId) {
      const found = ofSession.get(session(sessionId).id)
      return found && { ...found, text: readText(found.text) }
    },

    keepSummary({ sessionId, text, until }) {
      session(sessionId)
      const { changes } = writing(() => keep.run({ sessionId, text: storeText(text), until, now: clock() }))
      if (changes === 0) throw new KiraError('REPLY_NOT_FOUND')
    },
  }
}
