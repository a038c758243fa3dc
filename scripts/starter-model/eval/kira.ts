import { readFileSync } from 'node:fs'
import { getLlama, LlamaChatSession, type LlamaContextSequence, LlamaLogLevel } from 'node-llama-cpp'

export type Language = 'en' | 'fr'

const persona = JSON.parse(readFileSync(new URL('../../../data/personas/kira.json', import.meta.url), 'utf8')) as {
  systemPrompt: Record<Language, string>
}

export interface Reply {
  readonly text: string
  /** Whether the model ended by itself, rather than at the limit. */
  readonly ended: boolean
}

/** The starter model in this process, on one thread of the CPU, without chance unless a temperature is given. */
export class Kira {
  readonly #sequence: LlamaContextSequence
  readonly #temperature: number

  private constructor(sequence: LlamaContextSequence, temperature: number) {
    this.#sequence = sequence
    this.#temperature = temperature
  }

  static async wake(modelPath: string, temperature = 0): Promise<Kira> {
    const llama = await getLlama({ gpu: false, logLevel: LlamaLogLevel.error })
    const model = await llama.loadModel({ modelPath })
    const context = await model.createContext({ contextSize: 1024, threads: 1 })
    return new Kira(context.getSequence(), temperature)
  }

  /** Says one line after the other to her in one talk, and returns her replies. */
  async talk(language: Language, says: readonly string[]): Promise<Reply[]> {
    const session = new LlamaChatSession({
      contextSequence: this.#sequence,
      systemPrompt: persona.systemPrompt[language],
    })
    const replies: Reply[] = []
    for (const say of says) {
      const { responseText, stopReason } = await session.promptWithMeta(say, {
        temperature: this.#temperature,
        seed: 1,
        maxTokens: 160,
      })
      replies.push({ text: responseText, ended: stopReason === 'eogToken' })
    }
    session.dispose({ disposeSequence: false })
    return replies
  }
}
