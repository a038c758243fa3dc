import { KiraError, type Message, MODERATE_INTENSITY } from '../../contract/index.ts'
import type { FeltMessage, Memory } from '../port.ts'
import { titleOf } from '../title.ts'
import { type Database, durably, writing } from './database.ts'
import { indexable } from './recall.ts'
import { type MessageRow, type PieceRow, toMessage } from './rows.ts'
import { readText, storeText } from './text.ts'

/** The part of the memory that is about what was said, replies in the making aside. */
export function createMessages(parts: {
  db: Database
  clock: () => number
  newId: () => string
  session: Memory['session']
}): Pick<Memory, 'message' | 'messages' | 'promptTurns' | 'felt' | 'addUserMessage'> {
  const { db, clock, newId, session } = parts
  const byId = db.prepare<[string], MessageRow>('SELECT * FROM messages WHERE id = ?')
  const piecesOf = db.prepare<[number], PieceRow>(
    'SELECT text, emotion, intensity FROM reply_pieces WHERE message_seq = ? ORDER BY seq',
  )
  const page = db.prepare<[string, number, number], MessageRow>(`
    SELECT * FROM messages WHERE session_id = ? AND replaced_by IS NULL AND seq < ? ORDER BY seq DESC LIMIT ?
  `)
  const turns = db.prepare<[string], Pick<MessageRow, 'id' | 'role' | 'text' | 'prompt_text'>>(`
    SELECT id, role, text, prompt_text FROM messages
    WHERE session_id = ? AND replaced_by IS NULL AND status <> 'streaming' ORDER BY seq
  `)
  const endedLatestFirst = db.prepare<
    [string],
    Pick<MessageRow, 'id' | 'role' | 'text' | 'emotion' | 'intensity' | 'created_at'>
  >(`
    SELECT id, role, text, emotion, intensity, created_at FROM messages
    WHERE session_id = ? AND replaced_by IS NULL AND status <> 'streaming' ORDER BY seq DESC
  `)
  const insert = db.prepare(`
    INSERT INTO messages (id, session_id, role, text, segments, emotion, intensity, status, created_at, recalled)
    VALUES (@id, @sessionId, 'user', @text, '[]', @emotion, @intensity, 'complete', @now, '[]')
  `)
  const index = db.prepare('INSERT INTO message_words (rowid, text) VALUES (?, ?)')
  const touch = db.prepare(`
    UPDATE sessions SET updated_at = @now, title = iif(title = '', @title, title) WHERE id = @sessionId
  `)

  function row(id: string): MessageRow {
    const found = byId.get(id)
    if (!found) throw new KiraError('REPLY_NOT_FOUND')
    return found
  }

  function withPieces(found: MessageRow): Message {
    return toMessage(found, found.status === 'streaming' ? piecesOf.all(found.seq) : [])
  }

  return {
    message: (id) => withPieces(row(id)),

    messages({ sessionId, before, limit }) {
      session(sessionId)
      const end = before === undefined ? Number.MAX_SAFE_INTEGER : row(before).seq
      const latestFirst = page.all(sessionId, end, limit + 1)
      const messages = latestFirst.slice(0, limit).reverse().map(withPieces)
      return { messages, more: latestFirst.length > limit }
    },

    promptTurns(sessionId) {
      session(sessionId)
      return turns
        .all(sessionId)
        .filter(({ role, text }) => role === 'user' || text !== '')
        .map(({ id, role, text, prompt_text }) => ({ messageId: id, role, promptText: readText(prompt_text ?? text) }))
    },

    felt({ sessionId, since }) {
      session(sessionId)
      const latestFirst: FeltMessage[] = []
      for (const { id, role, text, emotion, intensity, created_at } of endedLatestFirst.iterate(sessionId)) {
        if (created_at < since) break
        latestFirst.push({
          messageId: id,
          role,
          text: readText(text),
          emotion,
          intensity: intensity ?? MODERATE_INTENSITY,
          createdAt: created_at,
        })
      }
      return latestFirst.reverse()
    },

    addUserMessage({ sessionId, text, emotion, intensity }) {
      session(sessionId)
      const id = newId()
      const now = clock()
      writing(() =>
        durably(db, () => {
          const { lastInsertRowid } = insert.run({ id, sessionId, text: storeText(text), emotion, intensity, now })
          index.run(lastInsertRowid, indexable(text))
          touch.run({ sessionId, now, title: titleOf(text) })
        }),
      )
      return this.message(id)
    },
  }
}
