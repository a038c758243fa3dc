import { z } from 'zod'
import { type Emotion, emotionSchema } from './emotion.ts'

/** The avatar that ships with Kira: her own body. */
export const KIRA_AVATAR = 'kira'

/** `kira`, or the SHA-256 of the file's bytes in lowercase hexadecimal: what is kept for an avatar is kept for its content. */
export const avatarIdSchema = z.union([z.literal(KIRA_AVATAR), z.string().regex(/^[0-9a-f]{64}$/)])

/** What a VRM file says about who made it and what may be done with it. Texts of the file: shown, never followed. */
export const avatarLicenceSchema = z.object({
  authors: z.array(z.string()),
  copyright: z.string().nullable(),
  /** The licence's name (VRM 0.x) or address (VRM 1.0). */
  licence: z.string().nullable(),
  /** VRM 1.0 `avatarPermission`, VRM 0.x `allowedUserName`. */
  mayBeUsedBy: z.enum(['onlyAuthor', 'onlySeparatelyLicensedPerson', 'everyone']).nullable(),
  commercialUse: z.enum(['none', 'personal', 'corporation']).nullable(),
  violence: z.boolean().nullable(),
  sexual: z.boolean().nullable(),
  modification: z.enum(['none', 'own', 'redistribution']).nullable(),
  creditNecessary: z.boolean().nullable(),
})
export type AvatarLicence = z.infer<typeof avatarLicenceSchema>

/** An avatar that can be chosen. */
export const avatarInfoSchema = z.object({
  id: avatarIdSchema,
  /** What the file calls itself, or its file name. */
  name: z.string(),
  spec: z.enum(['0.x', '1.0']),
  bytes: z.number().int(),
  triangles: z.number().int(),
  /** Where the pages get it: a path on their own origin. */
  url: z.string(),
  licence: avatarLicenceSchema,
})
export type AvatarInfo = z.infer<typeof avatarInfoSchema>

/** How an emotion came to be shown as it is; `cue` is head, body and colour alone. */
export const LOOK_WAYS = ['preset', 'alias', 'custom', 'blend', 'cue'] as const

/** What shows an emotion on an avatar. */
export const emotionLookSchema = z.object({
  via: z.enum(LOOK_WAYS),
  /** Expression names and their weights, 0…1, which sum to at most 1; empty for a cue. */
  weights: z.record(z.string(), z.number().min(0).max(1)),
})
export type EmotionLook = z.infer<typeof emotionLookSchema>

/** What somebody chose for an emotion in place of what was proposed. */
export const emotionChoiceSchema = z.object({
  /** The expression to show; null leaves it to what is proposed, an empty text to head and body alone. */
  expression: z.string().nullable(),
  /** How much of it, 0…1. */
  strength: z.number().min(0).max(1),
})
export type EmotionChoice = z.infer<typeof emotionChoiceSchema>

/** What was found out about an avatar, and what was chosen for it; kept per avatar, and exported as JSON. */
export const avatarProfileSchema = z.object({
  avatar: avatarIdSchema,
  /** Expressions that visibly change the picture, and by how many pixels of the probe. */
  effective: z.record(z.string(), z.number().int().min(0)),
  choices: z.partialRecord(emotionSchema, emotionChoiceSchema).default({}),
})
export type AvatarProfile = z.infer<typeof avatarProfileSchema>
export type EmotionChoices = Partial<Record<Emotion, EmotionChoice>>

/** What she can do with her body by herself, or when asked. */
export const GESTURES = [
  'wave',
  'nod',
  'shake',
  'shrug',
  'think',
  'bounce',
  'droop',
  'startle',
  'stretch',
  'doze',
  'wake',
] as const
export const gestureSchema = z.enum(GESTURES)
export type Gesture = z.infer<typeof gestureSchema>

/** A movement that a user brought: a VRM animation, or a Mixamo clip. */
export const motionInfoSchema = z.object({
  /** The SHA-256 of the file's bytes in lowercase hexadecimal. */
  id: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string(),
  kind: z.enum(['vrma', 'fbx']),
  bytes: z.number().int(),
  url: z.string(),
})
export type MotionInfo = z.infer<typeof motionInfoSchema>
