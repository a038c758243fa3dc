import { z } from 'zod'
import { errorDataSchema, failureSchema } from './errors.ts'
import type { reasonsEn } from './texts/reasons.en.ts'

const bytes = z.number().int().min(0)
const tokens = z.number().int().min(0)

/** How the model uses the machine. Chosen in llm/fit/. */
export const PROFILES = ['performance', 'balanced', 'cpu_fallback'] as const
export const profileSchema = z.enum(PROFILES)
export type Profile = z.infer<typeof profileSchema>

/** What keys and values of the talk are kept as (KV cache), from most exact to smallest. */
export const KV_TYPES = ['f16', 'q8_0', 'q4_0'] as const
export const kvTypeSchema = z.enum(KV_TYPES)
export type KvType = z.infer<typeof kvTypeSchema>

/** Why a plan is as it is, or what came of it: a code with a text per language in texts/, and its facts. */
export type ReasonCode = keyof typeof reasonsEn
export const reasonSchema = z.object({
  code: z.custom<ReasonCode>((code) => typeof code === 'string'),
  data: errorDataSchema,
})
export type Reason = z.infer<typeof reasonSchema>

/** The machine, as far as models care. Memory in bytes. */
export const machineSchema = z.object({
  gpu: z
    .object({
      backend: z.enum(['cuda', 'vulkan', 'metal']),
      names: z.array(z.string()),
      vramTotal: bytes,
      vramFree: bytes,
      /** Whether it shares the processor's memory, as Apple's and built-in graphics do. */
      unified: z.boolean(),
      /** What of its software may change what works: the driver's version, where it can be had. */
      driver: z.string(),
    })
    .nullable(),
  ramTotal: bytes,
  ramFree: bytes,
  /** Those that calculate; siblings of hyper-threading not counted. */
  cores: z.number().int().min(1),
})
export type Machine = z.infer<typeof machineSchema>

/** How a model is to be loaded, and what memory that is expected to take. */
export const planSchema = z.object({
  profile: profileSchema,
  /** Layers on the GPU, of `totalLayers` (the output layer is one, as llama.cpp counts). */
  gpuLayers: z.number().int().min(0),
  totalLayers: z.number().int().min(0),
  contextSize: tokens,
  threads: z.number().int().min(1),
  flashAttention: z.boolean(),
  kvType: kvTypeSchema,
  vramBytes: bytes,
  ramBytes: bytes,
})
export type Plan = z.infer<typeof planSchema>

/** Whether a model can run here. `green`: all of it on the GPU, or small enough for the CPU; `yellow`: it will be slower; `red`: it won't fit. */
export const fitSchema = z.object({
  light: z.enum(['green', 'yellow', 'red']),
  plan: planSchema,
  why: z.array(reasonSchema),
})
export type Fit = z.infer<typeof fitSchema>

/** What a GGUF file holds. Only `chat` models can talk. */
export const modelKindSchema = z.enum(['chat', 'embedding', 'vision', 'adapter', 'unknown'])
export type ModelKind = z.infer<typeof modelKindSchema>

/** What a model's file says about itself. */
export const modelFactsSchema = z.object({
  /** The absolute path; of a model in several files, of the first one. */
  path: z.string(),
  file: z.string(),
  name: z.string(),
  kind: modelKindSchema,
  /** llama.cpp's name of the architecture, such as `llama`. */
  arch: z.string(),
  params: z.number().min(0),
  /** Such as `Q4_K_M`. */
  quantization: z.string(),
  layers: z.number().int().min(0),
  trainContext: tokens.nullable(),
  /** The family of its chat template, such as `Llama 3`; null where the file has none. */
  template: z.string().nullable(),
  licence: z.string().nullable(),
  /** Of all its files. */
  sizeBytes: bytes,
  parts: z.number().int().min(1),
})
export type ModelFacts = z.infer<typeof modelFactsSchema>

/**
 * The path that is chosen, where it leads to this very model: its own, or a link, another spelling, another one of its parts.
 * Null where it leads elsewhere.
 */
const usedAsSchema = z.string().nullable()

/** A model on this disk: where it was found, and whether it can run. */
export const modelEntrySchema = z.object({
  facts: modelFactsSchema,
  source: z.enum(['starter', 'kira', 'lm-studio', 'ollama', 'hugging-face', 'jan', 'gpt4all', 'folder']),
  /** Null where it is no model that talks. */
  fit: fitSchema.nullable(),
  /** Why it can't be used, such as a missing part. */
  problem: failureSchema.nullable(),
  usedAs: usedAsSchema,
})
export type ModelEntry = z.infer<typeof modelEntrySchema>

/** A folder that was to be searched for models, and why it was not. */
export const unsearchedFolderSchema = z.object({ path: z.string(), why: z.enum(['not-found', 'unreadable']) })
export type UnsearchedFolder = z.infer<typeof unsearchedFolderSchema>

/** A model that Kira recommends and can fetch. */
export const offeredModelSchema = z.object({
  id: z.string(),
  name: z.string(),
  params: z.number(),
  quantization: z.string(),
  sizeBytes: bytes,
  sha256: z.string(),
  licence: z.string(),
  licenceUrl: z.string(),
  /** Where it comes from, such as `huggingface.co`. */
  host: z.string(),
  /** What it is good for, by language. */
  goodFor: z.object({ en: z.string(), fr: z.string() }),
  fit: fitSchema.nullable(),
  /** Where it lies on this disk; null where it doesn't. */
  path: z.string().nullable(),
  usedAs: usedAsSchema,
})
export type OfferedModel = z.infer<typeof offeredModelSchema>

/** A model on its way here. */
export const downloadSchema = z.object({
  /** The offered model's. */
  id: z.string(),
  name: z.string(),
  phase: z.enum(['waiting', 'running', 'paused', 'checking', 'done', 'failed']),
  doneBytes: bytes,
  totalBytes: bytes,
  bytesPerSecond: z.number().min(0).nullable(),
  secondsLeft: z.number().min(0).nullable(),
  /** Why it ended; or, while it runs, why nothing comes at the moment: it is tried again. */
  failure: failureSchema.nullable(),
})
export type Download = z.infer<typeof downloadSchema>

export const loadedModelSchema = z.object({
  /** The model's file name, such as `kira-starter.gguf`. */
  file: z.string(),
  /** The name in the file's metadata, or its file name. */
  name: z.string(),
  /** Whether it is the small model that ships with Kira. */
  starter: z.boolean(),
  /** What was got, which may be less than what was asked for. */
  profile: profileSchema,
  /** Layers on the GPU, how many there are, and how many were asked for. */
  gpuLayers: z.number().int(),
  totalLayers: z.number().int(),
  askedLayers: z.number().int(),
  /** The GPU's name; null where none is used. */
  gpu: z.string().nullable(),
  /** Tokens. */
  contextSize: z.number().int(),
  threads: z.number().int(),
  /** The chat template in use, as node-llama-cpp calls its wrapper. */
  template: z.string(),
  why: z.array(reasonSchema),
  loadMs: z.number(),
})
export type LoadedModel = z.infer<typeof loadedModelSchema>

/** What a load is at: its process starts, the file is read, the context is made, the system prompt is read. */
export const loadStepSchema = z.enum(['starting', 'reading', 'context', 'warming-up'])
export type LoadStep = z.infer<typeof loadStepSchema>

/**
 * The model's life as a page sees it. `unloaded`: nobody has asked for it yet, or not for a while; the next message loads
 * it. `resting`: it gave its memory back to a game, and waits to be woken. `restarting`: its process died, and it is being
 * loaded again.
 */
export const modelStateSchema = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('unloaded') }),
  z.object({ phase: z.literal('resting'), why: z.enum(['asked', 'full-screen']) }),
  z.object({
    phase: z.literal('loading'),
    file: z.string(),
    step: loadStepSchema,
    /** Of the whole load. */
    progress: z.number().min(0).max(1),
    /** Null while nobody can tell. */
    secondsLeft: z.number().min(0).nullable(),
  }),
  z.object({ phase: z.literal('ready'), model: loadedModelSchema }),
  z.object({ phase: z.literal('restarting'), file: z.string() }),
  z.object({ phase: z.literal('failed'), file: z.string(), failure: failureSchema }),
])
export type ModelState = z.infer<typeof modelStateSchema>
