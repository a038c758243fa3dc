import { fileURLToPath } from 'node:url'
import { readPersona } from '../../electron/chat/persona.ts'
import { EMOTIONS, type Language } from '../../electron/contract/index.ts'
import { createLocalModel } from '../../electron/llm/local/create-local-model.ts'
import { openModelProcesses } from '../llm/model-processes.ts'
import { silentLog } from '../llm/silent-log.ts'
import { STARTER } from '../starter-model/starter.ts'

const PERSONA = fileURLToPath(new URL('../../data/personas/kira.json', import.meta.url))
const SAYS: readonly (readonly [Language, string])[] = [
  ['en', 'hello'],
  ['en', 'I am so sad today'],
  ['en', 'tell me a story'],
  ['en', 'what did you do today?'],
  ['fr', 'bonjour'],
  ['fr', 'je suis triste'],
  ['fr', 'raconte-moi une histoire'],
  ['fr', 'je suis fatigué ce soir'],
]
const ROUNDS = 3

/** A reply as it came. */
export interface TimedReply {
  readonly pieces: readonly string[]
  /** From the question to the last piece, in ms. */
  readonly ms: number
}

/** Replies of the starter model, in its own process, as Kira runs it; greedy, so that they are the same each time. */
export async function starterReplies(): Promise<TimedReply[]> {
  const { systemPrompt } = readPersona(PERSONA)
  const model = createLocalModel({ startProcess: openModelProcesses().start, log: silentLog })
  try {
    await model.choose({ path: STARTER, starter: true, contextSize: 1024 })
    await model.load()
    const replies: TimedReply[] = []
    for (let round = 0; round < ROUNDS; round++) {
      for (const [language, text] of SAYS) {
        const pieces: string[] = []
        const startedAt = performance.now()
        const { signal } = new AbortController()
        const request = {
          system: systemPrompt[language],
          turns: [{ role: 'user', text }],
          maxTokens: 160,
          temperature: 0,
          seed: 1,
          emotions: EMOTIONS,
        } as const
        for await (const piece of model.generate(request, signal)) pieces.push(piece)
        replies.push({ pieces, ms: performance.now() - startedAt })
      }
    }
    return replies
  } finally {
    await model.dispose()
  }
}
