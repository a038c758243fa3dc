import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { avatarIdSchema, avatarInfoSchema, avatarProfileSchema, motionInfoSchema } from './avatar.ts'
import { ERROR_CODES, type ErrorCode, errorDataSchema } from './errors.ts'
import { companionEventSchema } from './events.ts'
import { messageSchema, sessionSchema } from './message.ts'
import { fitSchema, modelEntrySchema, offeredModelSchema, profileSchema, unsearchedFolderSchema } from './model.ts'
import { moodHistorySchema } from './mood.ts'
import { settingsSchema } from './settings.ts'

const errorMap = Object.fromEntries(ERROR_CODES.map((code) => [code, { data: errorDataSchema }])) as Record<
  ErrorCode,
  { data: typeof errorDataSchema }
>
const call = oc.errors(errorMap)
const nothing = z.void()
/** The longest piece of a file, in bytes: in base64 it fits into one message of the web host. */
export const PIECE_BYTES = 512 * 1024
/** A file that has arrived whole (see `files`). */
const arrivedSchema = z.object({ file: z.string() })

export const WINDOWS = ['chat', 'settings', 'overlay'] as const
export const windowNameSchema = z.enum(WINDOWS)
export type WindowName = z.infer<typeof windowNameSchema>

/** The sections of the settings, as they stand below each other. The first one is shown where none is asked for. */
export const SETTINGS_SECTIONS = ['general', 'avatar', 'model'] as const
export const settingsSectionSchema = z.enum(SETTINGS_SECTIONS)
export type SettingsSection = z.infer<typeof settingsSectionSchema>

/** A rectangle in CSS pixels from the window's top left corner. */
export const rectSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
export type Rect = z.infer<typeof rectSchema>

/**
 * The one contract between the pages and everything else, carried over a MessagePort (Electron), a WebSocket (web
 * host) or no wire at all (terminal). Calls ask; answers that take time arrive as events, in every window alike.
 */
export const contract = {
  /** All events from now on, after a snapshot. Ends when the caller aborts. */
  events: call.output(eventIterator(companionEventSchema)),

  chat: {
    /**
     * Says something to Kira. Resolves once the message is durable; the reply comes as events.
     * `seed` makes sampling repeatable on the CPU.
     */
    send: call
      .input(
        z.object({
          text: z.string(),
          sessionId: z.string().optional(),
          seed: z.number().int().min(0).max(0xffff_ffff).optional(),
        }),
      )
      .output(z.object({ message: messageSchema, replyId: z.string() })),
    /** Ends the reply; what was shown stays, marked `stopped`. Resolves when it has ended. */
    stop: call.input(z.object({ replyId: z.string() })).output(nothing),
    /** Answers the latest message once more. The old reply is kept in the database but no longer shown. */
    retry: call.input(z.object({ replyId: z.string() })).output(z.object({ replyId: z.string() })),
  },

  sessions: {
    /** Latest first. */
    list: call.output(z.array(sessionSchema)),
    /** Begins an empty session and opens it in every window. */
    create: call.output(sessionSchema),
    open: call.input(z.object({ id: z.string() })).output(sessionSchema),
  },

  messages: {
    /** Up to `limit` messages that precede message `before` (or the newest), oldest first. */
    list: call
      .input(
        z.object({
          sessionId: z.string(),
          before: z.string().optional(),
          limit: z.number().int().min(1).max(200).default(50),
        }),
      )
      .output(z.object({ messages: z.array(messageSchema), more: z.boolean() })),
  },

  mood: {
    /** Her mood in the open session over the last hours. */
    history: call.output(moodHistorySchema),
  },

  settings: {
    get: call.output(settingsSchema),
    /** Changes some settings (a deep partial of `Settings`); all of them or, where one is wrong, none. */
    change: call.input(z.record(z.string(), z.unknown())).output(settingsSchema),
  },

  /**
   * Brings a file here, piece by piece, so that nothing else has to wait for it. One at a time: where another one is
   * begun, or no piece comes for a minute, what has arrived is dropped.
   */
  files: {
    /** Announces a file of that many bytes; answers under which id its pieces are to be sent. */
    begin: call
      .input(z.object({ name: z.string().min(1).max(255), bytes: z.number().int().min(0) }))
      .output(z.object({ id: z.string() })),
    /** Adds the next piece, at most `PIECE_BYTES` in base64. */
    append: call
      .input(z.object({ id: z.string(), piece: z.string().max(Math.ceil(PIECE_BYTES / 3) * 4) }))
      .output(nothing),
  },

  avatars: {
    /** Kira's own first, then those that were added, newest first. */
    list: call.output(z.array(avatarInfoSchema)),
    /**
     * Checks a VRM file and keeps a copy. The same file again is the same avatar. Choosing it is a change of settings
     * (`avatar.id`), once a page has shown that it can be drawn.
     */
    add: call.input(arrivedSchema).output(avatarInfoSchema),
    /** Deletes the copy and what is kept for it; Kira's own body comes in its place where it was chosen. */
    remove: call.input(z.object({ id: avatarIdSchema })).output(nothing),
    /** What was found out about an avatar and chosen for it; null before anything was. */
    profile: call.input(z.object({ id: avatarIdSchema })).output(avatarProfileSchema.nullable()),
    keepProfile: call.input(avatarProfileSchema).output(nothing),
  },

  motions: {
    list: call.output(z.array(motionInfoSchema)),
    /** Checks a .vrma or .fbx file and keeps a copy. */
    add: call.input(arrivedSchema).output(motionInfoSchema),
    /** Deletes the copy; gestures that had it become Kira's own again. */
    remove: call.input(z.object({ id: motionInfoSchema.shape.id })).output(nothing),
  },

  model: {
    /** Loads the chosen model if it is not loaded, tries again after a failure, or wakes it. Progress comes as events. */
    load: call.output(nothing),
    /** Ends a load that is under way. Resolves when the process is gone. */
    cancel: call.output(nothing),
    /** Gives the model's memory back until it is woken by `load`: what is said meanwhile is answered then. */
    rest: call.output(nothing),
  },

  models: {
    /** What lies on this disk: Kira's own folder, other programs' and the user's. Nothing is copied. */
    list: call.output(
      z.object({
        models: z.array(modelEntrySchema),
        /** Folders of `model.folders` that could not be searched. */
        unsearched: z.array(unsearchedFolderSchema),
        /** Kira's own folder, what it holds, and what is free there. In bytes. */
        folder: z.string(),
        usedBytes: z.number(),
        freeBytes: z.number(),
      }),
    ),
    /** What Kira recommends, smallest first. */
    offered: call.output(z.array(offeredModelSchema)),
    /** What a file is, and how it would run here; its metadata as name and value. */
    inspect: call.input(z.object({ path: z.string().min(1).max(4096) })).output(
      z.object({
        model: modelEntrySchema,
        metadata: z.array(z.object({ key: z.string(), value: z.string() })),
        profiles: z.record(profileSchema, fitSchema).nullable(),
      }),
    ),
    /** Deletes a model from Kira's own folder, and nowhere else. */
    remove: call.input(z.object({ path: z.string().min(1).max(4096) })).output(nothing),
  },

  /** By the id of an offered model. */
  downloads: {
    /** Begins a download, or goes on with it. */
    start: call.input(z.object({ id: z.string() })).output(nothing),
    pause: call.input(z.object({ id: z.string() })).output(nothing),
    /** Ends it and deletes what has come. */
    cancel: call.input(z.object({ id: z.string() })).output(nothing),
  },

  notices: {
    dismiss: call.input(z.object({ id: z.string() })).output(nothing),
  },

  windows: {
    /**
     * Shows a window of the desktop; the settings at `section`, or else where they were. `false` where the host has no
     * windows: the page then goes there itself.
     */
    open: call
      .input(z.object({ name: windowNameSchema, section: settingsSectionSchema.optional() }))
      .output(z.boolean()),
    /** Hides the window on the desktop; `false` where the host has no windows. */
    close: call.input(z.object({ name: windowNameSchema })).output(z.boolean()),
    /** Where the overlay takes the mouse: her body, the bubble, the controls. Everywhere else clicks fall through. */
    setOverlayShape: call.input(z.object({ rects: z.array(rectSchema).max(32) })).output(nothing),
    /** Moves the overlay window by that many CSS pixels. */
    moveOverlay: call.input(z.object({ dx: z.number(), dy: z.number() })).output(nothing),
  },
}
export type Contract = typeof contract
