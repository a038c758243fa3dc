import { z } from 'zod'
import { failureSchema } from './errors.ts'

/** How the model uses the machine. Chosen in llm/. */
export const profileSchema = z.enum(['performance', 'balanced', 'cpu_fallback'])
export type Profile = z.infer<typeof profileSchema>

export const loadedModelSchema = z.object({
  /** The model's file name, such as `kira-starter.gguf`. */
  file: z.string(),
  /** The name in the file's metadata, or its file name. */
  name: z.string(),
  /** Whether it is the small model that ships with Kira. */
  starter: z.boolean(),
  profile: profileSchema,
  /** Layers on the GPU, and how many there are. */
  gpuLayers: z.number().int(),
  totalLayers: z.number().int(),
  /** Tokens. */
  contextSize: z.number().int(),
  loadMs: z.number(),
})
export type LoadedModel = z.infer<typeof loadedModelSchema>

/** The model's life as a page sees it. `restarting`: its process died, and it is being loaded again. */
export const modelStateSchema = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('unloaded') }),
  z.object({ phase: z.literal('loading'), file: z.string(), progress: z.number().min(0).max(1) }),
  z.object({ phase: z.literal('ready'), model: loadedModelSchema }),
  z.object({ phase: z.literal('restarting'), file: z.string() }),
  z.object({ phase: z.literal('failed'), file: z.string(), failure: failureSchema }),
])
export type ModelState = z.infer<typeof modelStateSchema>
