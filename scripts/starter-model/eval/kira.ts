import { readFileSync } from 'node:fs'
import { getLlama, LlamaChatSession, LlamaLogLevel, type LlamaModel } from 'node-llama-cpp'

export type Language = 'en' | 'fr'

const persona = JSON.parse(readFileSync(new URL('../../../data/personas/kira.json', import.meta.url), 'utf8')) as {
  systemPrompt: Record<Language, string>
}

/** A model in this process, on the CPU. */
export async function loadModel(modelPath: string): Promise<LlamaModel> {
  const llama = await getLlama({ gpu: false, logLevel: LlamaLogLevel.error })
  return await llama.loadModel({ modelPath })
}

export interface Reply {
  readonly text: string
  /** `eogToken` where the model ended by itself. */
  readonly stopReason: string
}

/** Says one line after the other to Kira in one talk, and returns her greedy replies. One thread. */
export async function talk(model: LlamaModel, language: Language, says: readonly string[]): Promise<Reply[]> {
  const context = await model.createContext({ contextSize: 1024, threads: 1 })
  const session = new LlamaChatSession({
    contextSequence: context.getSequence(),
    systemPrompt: persona.systemPrompt[language],
  })
  const replies: Reply[] = []
  for (const say of says) {
    const { responseText, stopReason } = await session.promptWithMeta(say, { temperature: 0, maxTokens: 160 })
    replies.push({ text: responseText, stopReason })
  }
  await context.dispose()
  return replies
}
