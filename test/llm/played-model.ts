import { expect, vi } from 'vitest'
import { DEFAULT_SETTINGS, type KiraError, type ModelState } from '../../electron/contract/index.ts'
import { createLocalModel, type LocalModelOptions } from '../../electron/llm/local/create-local-model.ts'
import type { FromModel } from '../../electron/llm/local/protocol.ts'
import type { GenerateRequest, GenerateResult, ModelChoice } from '../../electron/llm/port.ts'
import { createFakeProcess, DONE, type FakeProcess, fakeShape } from './fake-process.ts'
import { silentLog } from './silent-log.ts'

export const WISH = DEFAULT_SETTINGS.model
export const CHOICE: ModelChoice = { path: '/models/a.gguf', starter: false, wish: WISH }
export const OTHER: ModelChoice = { path: '/models/b.gguf', starter: false, wish: WISH }
export const STARTER: ModelChoice = { path: '/models/starter.gguf', starter: true, wish: WISH }
export const REQUEST: GenerateRequest = {
  system: 'You are Kira.',
  turns: [{ role: 'user', text: 'hello' }],
  maxTokens: 10,
  sampling: { ...DEFAULT_SETTINGS.reply, temperature: 0 },
}
export const NEVER = new AbortController().signal

/** A model whose processes the test plays: `process(n)` is the nth that was started. */
export async function playModel(options: Partial<LocalModelOptions> = {}, choice = CHOICE) {
  const processes: FakeProcess[] = []
  const told: KiraError[] = []
  const model = createLocalModel({
    log: silentLog,
    startProcess() {
      const started = createFakeProcess()
      processes.push(started)
      return started
    },
    readShape: fakeShape,
    tell: (givenUp) => told.push(givenUp),
    ...options,
  })
  const states: ModelState[] = []
  model.onState((state) => states.push(state))
  await model.choose(choice)
  const process = (n: number) =>
    vi.waitFor(
      () => {
        const started = processes[n]
        if (started === undefined) throw new Error(`process ${n} was not started`)
        return started
      },
      { interval: 1 },
    )
  return { model, process, processes, states, told, phases: () => states.map((state) => state.phase) }
}

/** All that a reply yields, and how it ended. */
export async function listen(reply: AsyncGenerator<string, GenerateResult, void>) {
  const texts: string[] = []
  for (;;) {
    const next = await reply.next()
    if (next.done) return { texts, result: next.value }
    texts.push(next.value)
  }
}

export async function answer(process: FakeProcess, texts: readonly string[]): Promise<void> {
  const { id } = await process.next('generate')
  for (const text of texts) process.send({ type: 'text', id, text } satisfies FromModel)
  process.send({ type: 'generated', id, result: DONE } satisfies FromModel)
}

export const withCode = (code: string) => expect.objectContaining({ name: 'KiraError', code })
