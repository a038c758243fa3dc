import { z } from 'zod'
import { avatarIdSchema, GESTURES, type Gesture, KIRA_AVATAR, motionInfoSchema } from './avatar.ts'
import { kvTypeSchema, PROFILES } from './model.ts'

/** Families of chat templates that can be forced upon a model. */
export const TEMPLATES = [
  'auto',
  'jinja',
  'llama3',
  'qwen',
  'gemma',
  'gemma4',
  'mistral',
  'zephyr',
  'phi',
  'chatml',
] as const

const motionOfGesture = motionInfoSchema.shape.id.nullable().default(null)
const gestureMotions = Object.fromEntries(GESTURES.map((gesture) => [gesture, motionOfGesture])) as Record<
  Gesture,
  typeof motionOfGesture
>

/**
 * Every setting, with its default. A setting that is missing takes its default; one that is wrong is named to the
 * user and takes its default, while the others stay (see config/).
 */
export const settingsSchema = z.object({
  /** `auto` follows the system, and falls back to English. */
  language: z.enum(['auto', 'en', 'fr']).default('auto'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  model: z
    .object({
      /** The absolute path of a GGUF file; null means the starter model that ships with Kira. */
      path: z.string().min(1).max(4096).nullable().default(null),
      /** Context size in tokens; null lets Kira choose (at most what the model was trained for). */
      contextSize: z.number().int().min(512).max(131_072).nullable().default(null),
      /** `auto` takes what fits; `custom` takes `gpuLayers`. */
      profile: z.enum(['auto', ...PROFILES, 'custom']).default('auto'),
      gpuLayers: z.number().int().min(0).max(1000).default(0),
      /** Null lets Kira choose. */
      threads: z.number().int().min(1).max(256).nullable().default(null),
      /** `auto` is on where a GPU works. */
      flashAttention: z.enum(['auto', 'on', 'off']).default('auto'),
      kvType: kvTypeSchema.default('f16'),
      /** The chat template: `auto` is the file's own, `jinja` runs that as it stands, the others are families. */
      template: z.enum(TEMPLATES).default('auto'),
      /** After so many minutes without a word its memory is given back; null keeps it. */
      idleMinutes: z.number().int().min(1).max(1440).nullable().default(10),
      /** Whether its memory is given back while another program fills the screen. */
      restOnFullScreen: z.boolean().default(true),
      /** Folders that are searched for models beside those that are known. */
      folders: z.array(z.string().min(1).max(4096)).max(32).default([]),
    })
    .prefault({}),
  reply: z
    .object({
      /** Sampling temperature; 0 is greedy. The default is low, because small models lose the thread at higher ones. */
      temperature: z.number().min(0).max(2).default(0.4),
      /** The longest reply, in tokens. */
      maxTokens: z.number().int().min(16).max(4096).default(400),
      /** Tokens are drawn from the likeliest, up to this probability together; 1 is all. */
      topP: z.number().min(0.05).max(1).default(0.95),
      /** Tokens that are less likely than this part of the likeliest are left out; 0 is none. */
      minP: z.number().min(0).max(1).default(0.05),
      /** How much less likely a token gets that was just used; 1 is not at all. */
      repeatPenalty: z.number().min(1).max(2).default(1),
      /** The same seed gives the same reply, on the CPU; null draws one. */
      seed: z.number().int().min(0).max(0xffff_ffff).nullable().default(null),
      /** Whether a model that can think may do so before it answers. Thoughts are never shown. */
      think: z.boolean().default(false),
    })
    .prefault({}),
  downloads: z
    .object({
      /** KiB a second; null is as fast as can be. */
      limit: z.number().int().min(16).max(10_000_000).nullable().default(null),
      /** The address of an HTTP proxy; null takes the one of the environment (`HTTPS_PROXY`, `ALL_PROXY`), or none. */
      proxy: z
        .url({ protocol: /^https?$/ })
        .nullable()
        .default(null),
    })
    .prefault({}),
  overlay: z
    .object({
      /** Whether she is on the desktop when Kira starts. */
      visible: z.boolean().default(true),
      alwaysOnTop: z.boolean().default(true),
      /** Whether her words appear in a bubble beside her. */
      bubble: z.boolean().default(true),
      /** Her height on the screen, in CSS pixels. */
      height: z.number().int().min(240).max(1200).default(520),
    })
    .prefault({}),
  avatar: z
    .object({
      id: avatarIdSchema.default(KIRA_AVATAR),
      /** How much of her is in the picture. */
      framing: z.enum(['face', 'bust', 'full']).default('full'),
      /** Brightness of the light that falls on her; 1 is full daylight. */
      light: z.number().min(0.2).max(2).default(1),
      /** How far she is turned to her left, in degrees. */
      turn: z.number().int().min(-180).max(180).default(0),
      /** `auto` begins high, and goes down while frames take too long. */
      quality: z.enum(['auto', 'low', 'medium', 'high']).default('auto'),
      /** How much her body shows of what she feels: 0 is not at all. */
      bodyLanguage: z.number().min(0).max(1).default(1),
      /** Kira's own darker colours: by the theme, or always one of them. */
      night: z.enum(['auto', 'never', 'always']).default('auto'),
      /** Whether a small overlay shows frames a second and what they cost. */
      numbers: z.boolean().default(false),
      /** The movement (`MotionInfo.id`) that stands for each gesture; null is Kira's own. */
      motions: z.object(gestureMotions).prefault({}),
    })
    .prefault({}),
})
export type Settings = z.infer<typeof settingsSchema>

type DeepPartial<T> = T extends object ? { [K in keyof T]?: DeepPartial<T[K]> } : T
/** What a page sends to change settings: only what changes. */
export type SettingsPatch = DeepPartial<Settings>

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({})
