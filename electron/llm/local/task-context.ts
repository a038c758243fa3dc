import type { LlamaContext, LlamaContextSequence } from 'node-llama-cpp'
import { evaluatedIn } from './evaluated.ts'
import { createVoices, type Voices } from './voices.ts'
import type { Template } from './wrappers.ts'

/** Milliseconds without a task after which its memory is given back. */
const FREE_AFTER = 60_000

/** Where tasks are read and answered: a context of their own, so that none of the talk has to go for them. */
export interface TaskContext {
  /** Lends it for one task; it is made where there is none. */
  use<T>(task: (voices: Voices) => Promise<T>): Promise<T>
  /** Tokens that were evaluated in it; anew from 0 where it was made again. */
  evaluated(): number
}

export function createTaskContext(create: () => Promise<LlamaContext>, template: Template): TaskContext {
  let open: { context: LlamaContext; sequence: LlamaContextSequence; voices: Voices } | null = null
  let freeing: NodeJS.Timeout | undefined

  async function free(): Promise<void> {
    const { context } = open ?? {}
    open = null
    await context?.dispose()
  }

  return {
    evaluated: () => (open === null ? 0 : evaluatedIn(open.sequence)),

    async use(task) {
      clearTimeout(freeing)
      if (open === null) {
        const context = await create()
        const sequence = context.getSequence()
        open = { context, sequence, voices: createVoices(sequence, template) }
      }
      try {
        return await task(open.voices)
      } finally {
        freeing = setTimeout(free, FREE_AFTER).unref()
      }
    },
  }
}
