import { KiraError, type Message } from '../../contract/index.ts'
import type { Memory } from '../port.ts'
import { type Database, durably, writing } from './database.ts'
import { createFinish } from './finish.ts'
import { storeText } from './text.ts'

/** The part of the memory that keeps a reply while it is being said. */
export function createReplies(parts: {
  db: Database
  clock: () => number
  newId: () => string
  /** This process's writer id (see writer-lock.ts). Called inside a writing transaction. */
  writerId: () => string
  session: Memory['session']
  message: Memory['message']
}): Pick<Memory, 'beginReply' | 'setPrompt' | 'appendToReply' | 'endReply'> {
  const { db, clock, newId, session, message } = parts
  const finish = createFinish(db)
  const insert = db.prepare(`
    INSERT INTO messages (id, session_id, role, text, segments, emotion, status, created_at, recalled, writer)
    VALUES (@id, @sessionId, 'assistant', '', '[]', 'neutral', 'streaming', @now, '[]', @writer)
  `)
  const replace = db.prepare(`
    UPDATE messages SET replaced_by = @id
    WHERE id = @replaces AND session_id = @sessionId AND role = 'assistant' AND replaced_by IS NULL
  `)
  const setPromptText = db.prepare('UPDATE messages SET prompt_text = ? WHERE id = ?')
  const setRecalled = db.prepare('UPDATE messages SET recalled = ? WHERE id = ?')
  // A row of its own for each piece: the time it takes does not grow with the reply.
  const append = db.prepare(`
    INSERT INTO reply_pieces (message_seq, text, emotion, intensity)
    SELECT seq, @text, @emotion, @intensity FROM messages WHERE id = @id AND status = 'streaming'
  `)
  const streaming = db.prepare<[string], { seq: number; session_id: string }>(
    "SELECT seq, session_id FROM messages WHERE id = ? AND status = 'streaming'",
  )
  const touch = db.prepare('UPDATE sessions SET updated_at = ? WHERE id = ?')

  function mustChangeOne({ changes }: { changes: number }): void {
    if (changes !== 1) throw new KiraError('REPLY_NOT_FOUND')
  }

  return {
    beginReply({ sessionId, replaces }): Message {
      session(sessionId)
      const id = newId()
      writing(() =>
        db
          .transaction(() => {
            insert.run({ id, sessionId, now: clock(), writer: parts.writerId() })
            if (replaces !== null) mustChangeOne(replace.run({ id, replaces, sessionId }))
          })
          .immediate(),
      )
      return message(id)
    },

    setPrompt({ userMessageId, promptText, replyId, recalled }): Message {
      writing(() =>
        db
          .transaction(() => {
            mustChangeOne(setPromptText.run(storeText(promptText), userMessageId))
            mustChangeOne(setRecalled.run(JSON.stringify(recalled), replyId))
          })
          .immediate(),
      )
      return message(replyId)
    },

    appendToReply(messageId, { text, emotion, intensity }): void {
      mustChangeOne(writing(() => append.run({ id: messageId, text: storeText(text), emotion, intensity })))
    },

    endReply(messageId, end): Message {
      writing(() =>
        durably(db, () => {
          const reply = streaming.get(messageId)
          if (!reply) throw new KiraError('REPLY_NOT_FOUND')
          finish(reply.seq, () => end)
          touch.run(clock(), reply.session_id)
        }),
      )
      return message(messageId)
    },
  }
}
