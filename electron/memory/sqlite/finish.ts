import type { Felt, MessageStatus, Segment, TokenCounts } from '../../contract/index.ts'
import { textOf } from '../segments.ts'
import type { Database } from './database.ts'
import { indexable } from './recall.ts'
import { type PieceRow, toSegments } from './rows.ts'
import { storeText } from './text.ts'

interface ReplyEnd extends Felt {
  readonly status: Exclude<MessageStatus, 'streaming'>
  /** Null: the same as the text. */
  readonly promptText: string | null
  readonly model: string | null
  readonly tokens: TokenCounts | null
}

/** Joins the pieces of a reply into its message and makes it findable. Runs inside a transaction. */
export type Finish = (seq: number, endOf: (segments: readonly Segment[]) => ReplyEnd) => void

export function createFinish(db: Database): Finish {
  const pieces = db.prepare<[number], PieceRow>(
    'SELECT text, emotion, intensity FROM reply_pieces WHERE message_seq = ? ORDER BY seq',
  )
  const deletePieces = db.prepare('DELETE FROM reply_pieces WHERE message_seq = ?')
  const index = db.prepare('INSERT INTO message_words (rowid, text) VALUES (?, ?)')
  const update = db.prepare(`
    UPDATE messages
    SET text = @text, segments = @segments, prompt_text = @promptText, emotion = @emotion, intensity = @intensity,
        status = @status, model = @model, tokens = @tokens, writer = NULL
    WHERE seq = @seq
  `)

  return (seq, endOf) => {
    const segments = toSegments(pieces.all(seq))
    const text = textOf(segments)
    const end = endOf(segments)
    update.run({
      seq,
      text: storeText(text),
      segments: JSON.stringify(segments),
      promptText: end.promptText === null ? null : storeText(end.promptText),
      emotion: end.emotion,
      intensity: end.intensity,
      status: end.status,
      model: end.model,
      tokens: end.tokens && JSON.stringify(end.tokens),
    })
    deletePieces.run(seq)
    if (text !== '') index.run(seq, indexable(text))
  }
}
