import { z } from 'zod'
import {
  emotionSchema,
  failureSchema,
  loadStepSchema,
  machineSchema,
  planSchema,
  profileSchema,
  replyTimingsSchema,
  settingsSchema,
  tokenCountsSchema,
} from '../../contract/index.ts'

/**
 * The messages between Kira and the process that holds the model. Both sides check what they receive. Each question
 * carries an `id`, which its answers repeat.
 */

const generateRequestSchema = z.object({
  system: z.string(),
  turns: z.array(z.object({ role: z.enum(['user', 'assistant']), text: z.string() })).min(1),
  maxTokens: z.number().int().positive(),
  sampling: z.object({
    temperature: z.number().nonnegative(),
    topP: z.number(),
    minP: z.number(),
    repeatPenalty: z.number(),
    seed: z.number().int().nullable(),
    think: z.boolean(),
  }),
  purpose: z.enum(['talk', 'task']).optional(),
  emotions: z.array(emotionSchema).readonly().optional(),
})

/** What to load, and how: the plan is followed, never chosen, by the process. */
const loadOrderSchema = z.object({
  path: z.string(),
  name: z.string(),
  starter: z.boolean(),
  plan: planSchema,
  template: settingsSchema.shape.model.unwrap().shape.template,
  /** Evaluated after the load; null is nothing. */
  system: z.string().nullable(),
})
export type LoadOrder = z.infer<typeof loadOrderSchema>

export const toModelSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('load'),
    id: z.number(),
    order: loadOrderSchema,
  }),
  /** Looks at the machine; at its graphics card only with `gpu`. Comes before `load`. */
  z.object({ type: z.literal('probe'), id: z.number(), gpu: z.boolean() }),
  z.object({ type: z.literal('generate'), id: z.number(), request: generateRequestSchema }),
  /** Ends the reply that the `generate` with this id began. */
  z.object({ type: z.literal('stop'), id: z.number() }),
  /** Evaluates another system prompt than the load did. */
  z.object({ type: z.literal('warm-up'), id: z.number(), system: z.string() }),
  z.object({ type: z.literal('count-tokens'), id: z.number(), texts: z.array(z.string()) }),
])
export type ToModel = z.infer<typeof toModelSchema>

/** What the process knows about the model that it loaded. */
const openedModelSchema = z.object({
  name: z.string(),
  profile: profileSchema,
  gpuLayers: z.number().int(),
  totalLayers: z.number().int(),
  contextSize: z.number().int(),
  template: z.string(),
  /** The GPU's name, where layers are on one. */
  gpu: z.string().nullable(),
})
export type OpenedModel = z.infer<typeof openedModelSchema>

const generateResultSchema = replyTimingsSchema.extend({
  stopReason: z.enum(['end', 'length', 'aborted']),
  tokens: tokenCountsSchema,
})

const answerSchema = z.discriminatedUnion('type', [
  /** 0 to 1, of the step that is under way. */
  z.object({ type: z.literal('load-progressed'), id: z.number(), progress: z.number().min(0).max(1) }),
  z.object({ type: z.literal('load-stepped'), id: z.number(), step: loadStepSchema }),
  z.object({ type: z.literal('probed'), id: z.number(), machine: machineSchema }),
  z.object({ type: z.literal('loaded'), id: z.number(), model: openedModelSchema }),
  z.object({ type: z.literal('warmed-up'), id: z.number() }),
  z.object({ type: z.literal('text'), id: z.number(), text: z.string() }),
  z.object({ type: z.literal('generated'), id: z.number(), result: generateResultSchema }),
  z.object({ type: z.literal('tokens-counted'), id: z.number(), counts: z.array(z.number().int()) }),
  z.object({ type: z.literal('failed'), id: z.number(), failure: failureSchema }),
])
/** A message that belongs to a question. */
export type Answer = z.infer<typeof answerSchema>

export const fromModelSchema = z.union([
  answerSchema,
  /** The process runs and listens. */
  z.object({ type: z.literal('hello') }),
  /** It has got further with what it reads or answers. Told about once a second, while it does. */
  z.object({ type: z.literal('alive') }),
  z.object({ type: z.literal('log'), level: z.enum(['debug', 'info', 'warn', 'error']), text: z.string() }),
])
export type FromModel = z.infer<typeof fromModelSchema>
