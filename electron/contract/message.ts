import { z } from 'zod'
import { emotionSchema, intensitySchema, segmentSchema } from './emotion.ts'

/** The longest message a user may send, in UTF-16 code units (what `String.length` counts). */
export const MAX_MESSAGE_LENGTH = 32_000

export const sessionSchema = z.object({
  id: z.string(),
  /** The first words of the session, or empty while nothing has been said. */
  title: z.string(),
  /** Milliseconds since the Unix epoch. */
  createdAt: z.number().int(),
  /** When something was last said in it, in milliseconds since the Unix epoch. */
  updatedAt: z.number().int(),
  /** The leading emotion of her last reply; null while she has said nothing. */
  emotion: emotionSchema.nullable(),
})
export type Session = z.infer<typeof sessionSchema>

/**
 * How a message ended. `streaming`: still being said. `length`: the token limit cut it. `stopped`: the user did.
 * `failed`: the model did. `interrupted`: the whole program died; found at the next start.
 */
export const messageStatusSchema = z.enum(['streaming', 'complete', 'length', 'stopped', 'failed', 'interrupted'])
export type MessageStatus = z.infer<typeof messageStatusSchema>

export const tokenCountsSchema = z.object({
  /** Tokens of the whole prompt. */
  prompt: z.number().int(),
  /** Of those, how many the model still held from the turn before (KV prefix). */
  reused: z.number().int(),
  /** Tokens of the reply. */
  completion: z.number().int(),
})
export type TokenCounts = z.infer<typeof tokenCountsSchema>

/** How fast a reply came. */
export const replyTimingsSchema = z.object({
  /** Milliseconds from the request to the model to its first text; null where none came. */
  firstTokenMs: z.number().nullable(),
  /** Tokens a second after the first one; null for fewer than two. */
  tokensPerSecond: z.number().nullable(),
})
export type ReplyTimings = z.infer<typeof replyTimingsSchema>

/** A line from an earlier talk that was put in front of the model with this message. */
export const recalledLineSchema = z.object({
  messageId: z.string(),
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  createdAt: z.number().int(),
})
export type RecalledLine = z.infer<typeof recalledLineSchema>

export const messageSchema = z.object({
  id: z.string(),
  sessionId: z.string(),
  role: z.enum(['user', 'assistant']),
  /** The text as shown: no emotion tags. */
  text: z.string(),
  /** The text again, cut where the face changes. Empty for the user's messages. */
  segments: z.array(segmentSchema),
  /** The message's leading emotion: of its weightiest stretch for a reply, as detected for the user. */
  emotion: emotionSchema,
  /** How strongly that is felt. */
  intensity: intensitySchema,
  status: messageStatusSchema,
  createdAt: z.number().int(),
  /** The file name of the model that wrote it; null for the user's messages. */
  model: z.string().nullable(),
  tokens: tokenCountsSchema.nullable(),
  /** What was remembered for this reply. */
  recalled: z.array(recalledLineSchema),
})
export type Message = z.infer<typeof messageSchema>
