import { KiraError, MAX_MESSAGE_LENGTH, type Message } from '../contract/index.ts'
import type { HistoryCut } from './history.ts'
import type { ChatParts } from './parts.ts'
import { createReply, type Reply, type ReplyEnd } from './reply.ts'
import { createSummaries } from './summaries.ts'

/** The talk between the user and Kira: one reply at a time, everything durable before it is shown. */
export interface Chat {
  /** The reply that is being said, with what has been said so far; null while she is silent. */
  readonly current: Message | null
  /**
   * Stores a message and begins to answer it.
   * @throws KiraError `MESSAGE_EMPTY`, `MESSAGE_TOO_LONG`, `REPLY_IN_PROGRESS`, `SESSION_NOT_FOUND`, `DISK_FULL`
   */
  send(request: { text: string; sessionId?: string | undefined; seed?: number | undefined }): {
    message: Message
    replyId: string
  }
  /**
   * Answers the latest message of the reply's session once more.
   * @throws KiraError `REPLY_NOT_FOUND`, `RETRY_NOT_LATEST`, `REPLY_IN_PROGRESS`
   */
  retry(replyId: string): { replyId: string }
  /** Stops the reply if it is the current one, and resolves when it has ended. */
  stop(replyId: string): Promise<void>
  /** How the current reply ends; undefined if that reply is not the current one. */
  ended(replyId: string): Promise<ReplyEnd> | undefined
  /** Stops what is being said and keeps it. */
  dispose(): Promise<void>
}

export function createChat(parts: ChatParts): Chat {
  const { memory, publish } = parts
  /** What went from each session's history in the prompt. */
  const historyCuts = new Map<string, HistoryCut>()
  const summaries = createSummaries(parts, (sessionId) => historyCuts.get(sessionId))
  let current: Reply | null = null
  let disposed = false

  function begin(userMessage: Message, replaces: string | null, seed: number | null): { replyId: string } {
    summaries.stop()
    const message = memory.beginReply({ sessionId: userMessage.sessionId, replaces })
    publish({ type: 'reply-start', message, replaces })
    const reply = createReply({ ...parts, userMessage, message, seed, historyCuts })
    current = reply
    void reply.ended.then(({ failure }) => {
      if (current === reply) current = null
      if (failure === null && !disposed) summaries.begin(message.sessionId)
    })
    return { replyId: message.id }
  }

  function refuseWhileAnswering(): void {
    if (current) throw new KiraError('REPLY_IN_PROGRESS')
  }

  return {
    get current() {
      return current?.message ?? null
    },

    send({ text, sessionId, seed }) {
      if (text.trim() === '') throw new KiraError('MESSAGE_EMPTY')
      if (text.length > MAX_MESSAGE_LENGTH) {
        throw new KiraError('MESSAGE_TOO_LONG', { length: text.length, limit: MAX_MESSAGE_LENGTH })
      }
      refuseWhileAnswering()
      const session = sessionId ? memory.session(sessionId) : (memory.openSession() ?? memory.createSession())
      memory.markOpen(session.id)
      const message = memory.addUserMessage({ sessionId: session.id, text, ...parts.readFeeling(text) })
      publish({ type: 'session-changed', session: memory.session(session.id) })
      publish({ type: 'message-added', message })
      const { emotion, intensity } = message
      publish({ type: 'user-emotion-detected', messageId: message.id, emotion, intensity })
      return { message, ...begin(message, null, seed ?? null) }
    },

    retry(replyId) {
      refuseWhileAnswering()
      const old = memory.message(replyId)
      const [userMessage, latest] = memory.messages({ sessionId: old.sessionId, limit: 2 }).messages
      if (latest?.id !== replyId || latest.role !== 'assistant' || userMessage?.role !== 'user') {
        throw new KiraError('RETRY_NOT_LATEST')
      }
      return begin(userMessage, replyId, null)
    },

    async stop(replyId) {
      if (current?.message.id === replyId) await current.stop()
    },

    ended(replyId) {
      return current?.message.id === replyId ? current.ended : undefined
    },

    async dispose() {
      disposed = true
      summaries.stop()
      await current?.stop()
    },
  }
}
