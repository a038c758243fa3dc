import { leadingEmotion } from '../../emotion/index.ts'
import { type Database, durably } from './database.ts'
import { createFinish } from './finish.ts'
import { livingWriters } from './writer-lock.ts'

/**
 * Ends the replies whose process died while saying them: they keep what was shown and are marked `interrupted`.
 * Those of other living processes, such as a terminal beside the app, are left alone.
 */
export function recoverReplies(db: Database, path: string): void {
  const streaming = db.prepare<[], { seq: number; writer: string }>(
    "SELECT seq, writer FROM messages WHERE status = 'streaming'",
  )
  const finish = createFinish(db)
  durably(db, () => {
    const living = livingWriters(path)
    for (const { seq, writer } of streaming.all()) {
      if (living.has(writer)) continue
      finish(seq, (segments) => ({
        status: 'interrupted',
        ...leadingEmotion(segments),
        promptText: null,
        model: null,
        tokens: null,
      }))
    }
  })
}
