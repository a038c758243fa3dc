import { KiraError, type Session } from '../../contract/index.ts'
import type { Memory } from '../port.ts'
import { type Database, writing } from './database.ts'

const COLUMNS = `
  id, title, created_at AS createdAt, updated_at AS updatedAt,
  (
    SELECT emotion FROM messages
    WHERE session_id = sessions.id AND role = 'assistant' AND replaced_by IS NULL AND status <> 'streaming' AND text <> ''
    ORDER BY seq DESC LIMIT 1
  ) AS emotion
`

/** The part of the memory that is about sessions. */
export function createSessions(parts: {
  db: Database
  clock: () => number
  newId: () => string
}): Pick<Memory, 'openSession' | 'markOpen' | 'createSession' | 'session' | 'sessions'> {
  const { db, clock, newId } = parts
  const insert = db.prepare<Session>('INSERT INTO sessions VALUES (@id, @title, @createdAt, @updatedAt)')
  const byId = db.prepare<[string], Session>(`SELECT ${COLUMNS} FROM sessions WHERE id = ?`)
  const all = db.prepare<[], Session>(`SELECT ${COLUMNS} FROM sessions ORDER BY updated_at DESC, sessions.rowid DESC`)
  const open = db.prepare<[], Session>(`
    SELECT ${COLUMNS} FROM sessions LEFT JOIN open_session ON session_id = id
    ORDER BY session_id IS NULL, updated_at DESC, sessions.rowid DESC LIMIT 1
  `)
  const setOpen = db.prepare<[string]>('INSERT OR REPLACE INTO open_session VALUES (1, ?)')

  function session(id: string): Session {
    const found = byId.get(id)
    if (!found) throw new KiraError('SESSION_NOT_FOUND', { id })
    return found
  }

  return {
    openSession: () => open.get(),
    markOpen(sessionId) {
      const { id } = session(sessionId)
      writing(() => setOpen.run(id))
    },
    createSession() {
      const now = clock()
      const created: Session = { id: newId(), title: '', createdAt: now, updatedAt: now, emotion: null }
      writing(() => insert.run(created))
      return created
    },
    session,
    sessions: () => all.all(),
  }
}
