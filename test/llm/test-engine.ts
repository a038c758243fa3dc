import { DEFAULT_SETTINGS, type Plan } from '../../electron/contract/index.ts'
import { type Engine, openEngine } from '../../electron/llm/local/engine.ts'
import { type StartedLlama, startLlama } from '../../electron/llm/local/llama.ts'
import type { LoadOrder } from '../../electron/llm/local/protocol.ts'
import type { GenerateRequest, GenerateResult, Sampling, Turn } from '../../electron/llm/port.ts'

/** A plan for models that are small enough for any machine. */
export const SMALL_PLAN: Plan = {
  profile: 'cpu_fallback',
  gpuLayers: 0,
  totalLayers: 3,
  contextSize: 1024,
  threads: 1,
  flashAttention: false,
  kvType: 'f16',
  vramBytes: 0,
  ramBytes: 0,
}

export const GREEDY: Sampling = { ...DEFAULT_SETTINGS.reply, temperature: 0 }

/** One for all tests of a file. */
let started: Promise<StartedLlama> | undefined
function llamaOnce(): Promise<StartedLlama> {
  started ??= startLlama(false, () => {})
  return started
}

/** An engine in the test's own process, without a GPU, and what it logged. */
export async function openTestEngine(
  path: string,
  { plan = {}, ...more }: Partial<Omit<LoadOrder, 'plan'>> & { plan?: Partial<Plan> } = {},
): Promise<Engine & { readonly logged: readonly string[] }> {
  const logged: string[] = []
  const log = (_level: string, text: string) => void logged.push(text)
  const order = { path, name: 'Test', starter: true, template: 'auto' as const, system: null, ...more }
  const engine = await openEngine(
    await llamaOnce(),
    { ...order, plan: { ...SMALL_PLAN, ...plan } },
    { onStep() {}, onProgress() {}, log },
  )
  return { ...engine, logged }
}

/** Asks, and gives the whole reply. */
export async function ask(
  engine: Engine,
  turns: readonly Turn[] | string,
  {
    sampling = {},
    ...more
  }: Partial<Omit<GenerateRequest, 'sampling'>> & { sampling?: Partial<Sampling> | undefined } = {},
  signal = new AbortController().signal,
  onText = () => {},
): Promise<GenerateResult & { readonly text: string }> {
  const asked = typeof turns === 'string' ? [{ role: 'user' as const, text: turns }] : turns
  const request = {
    system: 'You are Kira.',
    turns: asked,
    maxTokens: 60,
    ...more,
    sampling: { ...GREEDY, ...sampling },
  }
  let text = ''
  const onPiece = (piece: string) => {
    text += piece
    onText()
  }
  const result = await engine.generate(request, onPiece, signal)
  return { text, ...result }
}
