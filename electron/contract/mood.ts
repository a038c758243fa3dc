import { z } from 'zod'
import { emotionSchema } from './emotion.ts'
import { LANGUAGES } from './texts/index.ts'

/**
 * Her mood in the open session, as far as it shows: the companion works it out, the pages only show it. Numbers are in
 * hundredths, so that it changes only where there is something to see.
 */
export const shownMoodSchema = z.object({
  /** The face that lies under all others, and how much of it shows: 0…1. */
  face: z.object({ emotion: emotionSchema, weight: z.number().min(0).max(1) }),
  /** How much she moves while idle: 0 is as still as can be, ½ as ever, 1 unable to keep still. */
  restlessness: z.number().min(0).max(1),
  /** They follow “Kira is …”, “Kira est …”; null while she is as usual. */
  words: z.record(z.enum(LANGUAGES), z.string().nullable()),
})
export type ShownMood = z.infer<typeof shownMoodSchema>

const valence = z.number().min(-1).max(1)

/** The course of her mood, and what moved it. Times are milliseconds since the Unix epoch. */
export const moodHistorySchema = z.object({
  /** How pleasant it was, −1…1, in even steps; oldest first, the last one is now. */
  points: z.array(z.object({ at: z.number(), valence })),
  /** What moved it most, greatest first: few, and none where nothing was felt. */
  movers: z.array(
    z.object({
      messageId: z.string(),
      role: z.enum(['user', 'assistant']),
      text: z.string(),
      at: z.number(),
      /** By how much it made the mood more pleasant; 0 where it only stirred or calmed her. */
      change: z.number(),
    }),
  ),
})
export type MoodHistory = z.infer<typeof moodHistorySchema>
