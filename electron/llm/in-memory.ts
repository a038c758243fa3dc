import { basename } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { DEFAULT_SETTINGS, type KiraError, type LoadedModel, type ModelState } from '../contract/index.ts'
import type { GenerateRequest, GenerateResult, LanguageModel, ModelChoice } from './port.ts'

/** What the model says next. A text comes word by word. */
export type ScriptedReply =
  | string
  | {
      readonly chunks: readonly string[]
      readonly stopReason?: 'end' | 'length'
      /** Thrown after the chunks, such as `MODEL_DIED`. */
      readonly error?: KiraError
    }

export interface InMemoryModelOptions {
  /** Said in this order. Then, or where there are none, `otherwise` answers. */
  readonly replies?: readonly ScriptedReply[]
  readonly otherwise?: (request: GenerateRequest) => ScriptedReply
  /** Awaited before each chunk (0 for the first): makes the model slow, or lets a test hold it. */
  readonly beforeChunk?: (index: number) => Promise<void>
  /** Why the model can't be loaded; asked at each load. */
  readonly loadError?: () => KiraError | undefined
  /** Tokens. */
  readonly contextSize?: number
}

/**
 * The language model's twin for tests: says what it is told to, tagged or not (`emotions` are a hint), and keeps what it
 * was asked.
 */
export interface InMemoryModel extends LanguageModel {
  readonly requests: readonly GenerateRequest[]
  /** Adds to what it will say. */
  script(...replies: readonly ScriptedReply[]): void
  /** As if the process had died and been started again. */
  restart(): void
}

/** A token is a word here, with the space before it. */
export function createInMemoryModel(options: InMemoryModelOptions = {}): InMemoryModel {
  const { otherwise = echo, beforeChunk, loadError, contextSize = 1024 } = options
  const replies = [...(options.replies ?? [])]
  const requests: GenerateRequest[] = []
  const stateListeners = new Set<(state: ModelState) => void>()
  const restartListeners = new Set<() => void>()
  let choice: ModelChoice = { path: '/models/in-memory.gguf', starter: true, wish: DEFAULT_SETTINGS.model }
  let state: ModelState = { phase: 'unloaded' }
  let woken: PromiseWithResolvers<void> | undefined

  function setState(next: ModelState): void {
    state = next
    for (const listener of stateListeners) listener(next)
  }

  function loaded(): LoadedModel {
    const file = basename(choice.path)
    return {
      file,
      name: file,
      starter: choice.starter,
      profile: 'cpu_fallback',
      gpuLayers: 0,
      totalLayers: 1,
      askedLayers: 0,
      gpu: null,
      contextSize: choice.wish.contextSize ?? contextSize,
      threads: 1,
      template: 'ChatML',
      why: [],
      loadMs: 0,
    }
  }

  async function ready(): Promise<LoadedModel> {
    await woken?.promise
    if (state.phase === 'ready') return state.model
    const file = basename(choice.path)
    setState({ phase: 'loading', file, step: 'starting', progress: 0, secondsLeft: null })
    const error = loadError?.()
    if (error) {
      setState({ phase: 'failed', file, failure: error.toFailure() })
      throw error
    }
    const model = loaded()
    setState({ phase: 'ready', model })
    return model
  }

  return {
    requests,
    script: (...more) => void replies.push(...more),

    restart() {
      setState({ phase: 'restarting', file: basename(choice.path) })
      setState({ phase: 'ready', model: loaded() })
      for (const listener of restartListeners) listener()
    },

    get state() {
      return state
    },

    onState(listener) {
      stateListeners.add(listener)
      return () => stateListeners.delete(listener)
    },

    onRestart(listener) {
      restartListeners.add(listener)
      return () => restartListeners.delete(listener)
    },

    async choose(next) {
      if (isDeepStrictEqual(next, choice)) return
      choice = next
      if (state.phase !== 'resting') setState({ phase: 'unloaded' })
    },

    async load() {
      if (state.phase === 'resting') setState({ phase: 'unloaded' })
      woken?.resolve()
      woken = undefined
      return ready()
    },

    ready,

    async countTokens(texts) {
      await ready()
      return texts.map((text) => words(text).length)
    },

    async *generate(request, signal) {
      await ready()
      requests.push(request)
      const scripted = replies.shift() ?? otherwise(request)
      const reply = typeof scripted === 'string' ? { chunks: words(scripted) } : scripted
      let completion = 0
      const result = (stopReason: GenerateResult['stopReason']): GenerateResult => ({
        stopReason,
        tokens: { prompt: promptTokens(request), reused: 0, completion },
        firstTokenMs: completion > 0 ? 1 : null,
        tokensPerSecond: completion > 1 ? 1000 : null,
      })
      for (const [index, chunk] of reply.chunks.entries()) {
        if (completion >= request.maxTokens) return result('length')
        await beforeChunk?.(index)
        if (signal.aborted) return result('aborted')
        completion += 1
        yield chunk
      }
      if (signal.aborted) return result('aborted')
      if (reply.error) throw reply.error
      return result(reply.stopReason ?? 'end')
    },

    machine: null,
    onMachine: () => () => {},

    async cancel() {
      if (state.phase === 'loading') setState({ phase: 'unloaded' })
    },

    async rest(why) {
      woken ??= Promise.withResolvers()
      // One that is asked for outlasts one for a game.
      if (state.phase !== 'resting' || why === 'asked') setState({ phase: 'resting', why })
    },

    prepare() {},

    async dispose() {
      setState({ phase: 'unloaded' })
    },
  }
}

/** The text in pieces that make it up again: words, each with the space before it. */
function words(text: string): string[] {
  return text.match(/\s*\S+|\s+$/g) ?? []
}

function promptTokens({ system, turns }: GenerateRequest): number {
  return [system, ...turns.map((turn) => turn.text)].reduce((sum, text) => sum + words(text).length, 0)
}

function echo({ turns }: GenerateRequest): string {
  return `[happy] You said: ${turns.at(-1)?.text ?? ''}`
}
