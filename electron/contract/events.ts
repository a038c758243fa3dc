import { z } from 'zod'
import { avatarInfoSchema, avatarProfileSchema, motionInfoSchema } from './avatar.ts'
import { feltSchema, segmentSchema } from './emotion.ts'
import { ERROR_CODES, errorDataSchema, failureSchema } from './errors.ts'
import { messageSchema, replyTimingsSchema, sessionSchema } from './message.ts'
import { downloadSchema, machineSchema, modelStateSchema } from './model.ts'
import { shownMoodSchema } from './mood.ts'
import { settingsSchema } from './settings.ts'

/** Something the user should know, told once: the pages show it until it is dismissed. */
export const noticeSchema = z.object({
  id: z.string(),
  level: z.enum(['info', 'warning', 'error']),
  code: z.enum(ERROR_CODES),
  message: z.string(),
  data: errorDataSchema,
})
export type Notice = z.infer<typeof noticeSchema>

/** The avatar that the pages show, with what is kept for it, and the movements its gestures have. */
export const shownAvatarSchema = z.object({
  info: avatarInfoSchema,
  profile: avatarProfileSchema.nullable(),
  motions: z.array(motionInfoSchema),
})
export type ShownAvatar = z.infer<typeof shownAvatarSchema>

/** Where everything stands: the first event of each subscription, so that a page that comes late or again is whole. */
export const snapshotSchema = z.object({
  version: z.string(),
  /** The system's locale, BCP 47. */
  locale: z.string(),
  /** The session that is open; every window shows the same one. */
  session: sessionSchema,
  settings: settingsSchema,
  model: modelStateSchema,
  /** Null until it has been looked at. */
  machine: machineSchema.nullable(),
  downloads: z.array(downloadSchema),
  mood: shownMoodSchema,
  /** The chosen avatar, and what is kept for it. */
  avatar: shownAvatarSchema,
  notices: z.array(noticeSchema),
  /** The reply that is being said, with what has been said so far. */
  reply: messageSchema.nullable(),
})
export type Snapshot = z.infer<typeof snapshotSchema>

/** What the rooms tell the windows. Names are noun-verb. */
export const companionEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), snapshot: snapshotSchema }),
  z.object({ type: z.literal('message-added'), message: messageSchema }),
  /** `replaces`: the reply that this one is a new try of, which is no longer shown. */
  z.object({ type: z.literal('reply-start'), message: messageSchema, replaces: z.string().nullable() }),
  /** Text to append to the reply; already durable when it arrives. `text` may be empty where only the face changes. */
  z.object({
    type: z.literal('reply-delta'),
    messageId: z.string(),
    sessionId: z.string(),
    ...segmentSchema.shape,
  }),
  z.object({
    type: z.literal('reply-end'),
    message: messageSchema,
    failure: failureSchema.nullable(),
    /** Null where the model did not get to answer. */
    timings: replyTimingsSchema.nullable().default(null),
  }),
  /** What the user seems to feel, so that her face can react while she listens. */
  z.object({ type: z.literal('user-emotion-detected'), messageId: z.string(), ...feltSchema.shape }),
  /** Another session was opened, or the open one was renamed or said something. */
  z.object({ type: z.literal('session-changed'), session: sessionSchema }),
  z.object({ type: z.literal('settings-changed'), settings: settingsSchema }),
  z.object({ type: z.literal('model-changed'), model: modelStateSchema }),
  z.object({ type: z.literal('machine-known'), machine: machineSchema }),
  /** Models came or went on this disk. */
  z.object({ type: z.literal('models-changed') }),
  z.object({ type: z.literal('downloads-changed'), downloads: z.array(downloadSchema) }),
  /** Another avatar was chosen, what is kept for it changed, or movements came or went. */
  z.object({ type: z.literal('avatar-changed'), avatar: shownAvatarSchema }),
  /** In the open session: something was felt, another one was opened, or time drew her mood back. */
  z.object({ type: z.literal('mood-changed'), mood: shownMoodSchema }),
  z.object({ type: z.literal('notice-added'), notice: noticeSchema }),
  z.object({ type: z.literal('notice-dismissed'), id: z.string() }),
  /** Where the mouse is, in CSS pixels from the overlay window's top left corner; it may lie outside. Desktop only. */
  z.object({ type: z.literal('pointer-moved'), x: z.number(), y: z.number() }),
  /** Whether the overlay can be seen: its window is shown, and the screen is not locked. At first it can. Desktop only. */
  z.object({ type: z.literal('overlay-seen'), seen: z.boolean() }),
])
export type CompanionEvent = z.infer<typeof companionEventSchema>
