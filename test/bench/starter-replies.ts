import { DEFAULT_SETTINGS, EMOTIONS, type Language } from '../../electron/contract/index.ts'
import { STARTER } from '../starter-model/starter.ts'
import { openKira } from './kira.ts'
import { PERSONA } from './persona.ts'

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
  const wish = { ...DEFAULT_SETTINGS.model, contextSize: 1024 }
  const { model } = await openKira({ path: STARTER, starter: true, wish })
  try {
    const replies: TimedReply[] = []
    for (let round = 0; round < ROUNDS; round++) {
      for (const [language, text] of SAYS) {
        const pieces: string[] = []
        const startedAt = performance.now()
        const { signal } = new AbortController()
        const request = {
          system: PERSONA.systemPrompt[language],
          turns: [{ role: 'user', text }],
          maxTokens: 160,
          sampling: { ...DEFAULT_SETTINGS.reply, temperature: 0, seed: 1 },
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
