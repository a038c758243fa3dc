import type { Felt, Message, MessageStatus, RecalledLine, Segment, Session, TokenCounts } from '../contract/index.ts'

/** One turn as the model saw it. */
export interface PromptTurn {
  readonly messageId: string
  readonly role: 'user' | 'assistant'
  /** The text that was put before the model: with recalled lines, or with emotion tags. */
  readonly promptText: string
}

/** What the oldest part of a session came to, for when it no longer fits before the model. */
export interface TalkSummary {
  readonly text: string
  /** The last message that it tells of. */
  readonly until: string
  /** Milliseconds since the Unix epoch. */
  readonly madeAt: number
}

/** What was felt with a message. */
export interface FeltMessage extends Felt {
  readonly messageId: string
  readonly role: 'user' | 'assistant'
  /** As shown. */
  readonly text: string
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number
}

/**
 * What Kira remembers. Every writing method has reached the disk's file when it returns: a killed process loses
 * nothing that was written. Methods throw KiraError `DISK_FULL` where there is no room, `SESSION_NOT_FOUND` and
 * `REPLY_NOT_FOUND` for ids that are not there.
 */
export interface Memory {
  /** The session that was open last, or undefined in an empty memory. */
  openSession(): Session | undefined
  /** Marks a session as the open one, over restarts. */
  markOpen(sessionId: string): void
  createSession(): Session
  session(id: string): Session
  /** Latest first. */
  sessions(): Session[]

  /** Up to `limit` shown messages before message `before` (or the newest), oldest first. */
  messages(query: { sessionId: string; before?: string | undefined; limit: number }): {
    messages: Message[]
    more: boolean
  }
  message(id: string): Message
  /** The whole session as the model saw it, oldest first, without replies that were replaced, are empty or go on. */
  promptTurns(sessionId: string): PromptTurn[]
  /** The latest summary of a session; undefined before the first. */
  summary(sessionId: string): TalkSummary | undefined
  /** Keeps a summary of a session, in place of the one before. `until` is one of its messages, or else `REPLY_NOT_FOUND`. */
  keepSummary(summary: { sessionId: string; text: string; until: string }): void

  /**
   * What was felt in a session at last, oldest first: its shown messages back to the latest one from before `since`
   * (milliseconds since the Unix epoch). A reply counts once it has ended.
   */
  felt(query: { sessionId: string; since: number }): FeltMessage[]

  addUserMessage(message: { sessionId: string; text: string } & Felt): Message
  /** Begins a reply with status `streaming`. `replaces` is hidden from then on, but stays in the database. */
  beginReply(reply: { sessionId: string; replaces: string | null }): Message
  /**
   * What was put before the model: the prompt text of the user's message (recalled lines and the text, fixed from
   * then on) and, with the reply, the lines that were recalled for it. Returns the reply.
   */
  setPrompt(prompt: {
    userMessageId: string
    promptText: string
    replyId: string
    recalled: readonly RecalledLine[]
  }): Message
  /** Appends what is about to be shown, joining it to the last segment where it is felt the same. */
  appendToReply(messageId: string, segment: Segment): void
  /** Ends a reply. `promptText` is what the model wrote, tags and all. */
  endReply(
    messageId: string,
    end: {
      status: Exclude<MessageStatus, 'streaming'>
      promptText: string
      model: string | null
      tokens: TokenCounts | null
    } & Felt,
  ): Message

  /**
   * The lines of all sessions that fit a text best, best first, never of the messages in `except`
   * (those that the prompt already holds).
   */
  recall(query: { text: string; except: ReadonlySet<string>; limit: number }): RecalledLine[]

  close(): void
}
