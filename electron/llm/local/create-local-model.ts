import { basename } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { KiraError, type LoadedModel, type ModelState, toKiraError } from '../../contract/index.ts'
import type { GenerateResult, LanguageModel, ModelChoice } from '../port.ts'
import type { StartModelProcess } from '../process.ts'
import { type Connection, connect, ProcessEnded } from './connection.ts'
import type { Log } from './log.ts'
import { createTurns, orAborted } from './turns.ts'

export interface LocalModelOptions {
  readonly startProcess: StartModelProcess
  readonly log: Log
  /** Milliseconds, from any origin. */
  readonly now?: () => number
}

/** So many times in a row the process may end by itself before it is given up. A finished reply begins a new row. */
const MAX_DEATHS = 2

const NOT_BEGUN: GenerateResult = {
  stopReason: 'aborted',
  tokens: { prompt: 0, reused: 0, completion: 0 },
  firstTokenMs: null,
  tokensPerSecond: null,
}

/**
 * A language model in a process of its own. `choose` comes first; nothing runs until the first use.
 *
 * A process that ends by itself is started again at once, with the model loaded: a reply that had not begun begins
 * again, one that had fails with `MODEL_DIED`. A second end in a row is `MODEL_KEEPS_DYING`, and then only `load()` or
 * another choice tries again.
 */
export function createLocalModel({
  startProcess,
  log,
  now = () => performance.now(),
}: LocalModelOptions): LanguageModel {
  let choice: ModelChoice | undefined
  let state: ModelState = { phase: 'unloaded' }
  /** The process of the moment. It is there whenever the state is `ready`. */
  let connection: Connection | undefined
  let loading: Promise<LoadedModel> | undefined
  let deathsInARow = 0
  let disposed = false
  const turns = createTurns()
  const stateListeners = new Set<(state: ModelState) => void>()
  const restartListeners = new Set<() => void>()

  function setState(next: ModelState): void {
    if (isDeepStrictEqual(next, state)) return
    state = next
    for (const listener of stateListeners) listener(next)
  }

  function fail(file: string, error: KiraError): KiraError {
    setState({ phase: 'failed', file, failure: error.toFailure() })
    return error
  }

  /** Loads what is chosen, or joins the load that is under way. */
  function ensureLoaded(): Promise<LoadedModel> {
    if (state.phase === 'ready') return Promise.resolve(state.model)
    loading ??= loadChosen().finally(() => {
      loading = undefined
    })
    return loading
  }

  async function loadChosen(): Promise<LoadedModel> {
    for (;;) {
      const wanted = choice
      if (disposed || wanted === undefined) throw new KiraError('UNEXPECTED', { detail: 'there is no model to load' })
      try {
        return await open(wanted)
      } catch (error) {
        await endProcess()
        const superseded = disposed || wanted !== choice
        if (superseded || (error instanceof ProcessEnded && mayRestart(error.message))) continue
        throw fail(basename(wanted.path), error instanceof ProcessEnded ? keepsDying() : toKiraError(error))
      }
    }
  }

  async function open(wanted: ModelChoice): Promise<LoadedModel> {
    const file = basename(wanted.path)
    const isRestart = deathsInARow > 0
    const startedAt = now()
    setState(isRestart ? { phase: 'restarting', file } : { phase: 'loading', file, progress: 0 })
    const opening = connect(startProcess(), log, (reason) => {
      if (connection === opening && state.phase === 'ready') died(file, reason)
    })
    connection = opening
    const opened = await opening.load(wanted, (progress) => {
      if (!isRestart && connection === opening) setState({ phase: 'loading', file, progress })
    })
    if (connection !== opening) throw new ProcessEnded('it is no longer wanted')
    const model = { ...opened, file, starter: wanted.starter, loadMs: now() - startedAt }
    log.info({ ...model }, 'the model is loaded')
    setState({ phase: 'ready', model })
    if (isRestart) for (const listener of restartListeners) listener()
    return model
  }

  /** The process ended by itself with the model loaded. */
  function died(file: string, reason: string): void {
    connection = undefined
    if (!mayRestart(reason)) return void fail(file, keepsDying())
    setState({ phase: 'restarting', file })
    ensureLoaded().catch(() => {}) // the state tells
  }

  /** Counts a death, and says whether the process may be started once more. */
  function mayRestart(reason: string): boolean {
    deathsInARow += 1
    log.warn({ reason, deathsInARow }, 'the model process ended by itself')
    return deathsInARow < MAX_DEATHS
  }

  function endProcess(): Promise<void> {
    const ending = connection
    connection = undefined
    return ending?.end() ?? Promise.resolve()
  }

  function unload(): Promise<void> {
    const gone = endProcess()
    setState({ phase: 'unloaded' })
    return gone
  }

  /** The connection with the model loaded; `undefined` where the signal fires first. */
  async function whenReady(signal?: AbortSignal): Promise<Connection | undefined> {
    if (state.phase === 'failed' && state.failure.code === 'MODEL_KEEPS_DYING') throw keepsDying()
    await orAborted(ensureLoaded(), signal)
    return signal?.aborted ? undefined : connection
  }

  return {
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
      if (disposed || isDeepStrictEqual(next, choice)) return
      choice = next
      deathsInARow = 0
      // A load begins anew with the new choice; a reply is finished with the old one.
      if (state.phase === 'loading' || state.phase === 'restarting') return endProcess()
      const endTurn = await turns.take()
      if (choice === next && !disposed && state.phase !== 'unloaded') await unload()
      endTurn()
    },

    async load() {
      if (state.phase === 'failed') deathsInARow = 0
      return ensureLoaded()
    },

    async countTokens(texts) {
      for (;;) {
        const ready = await whenReady()
        try {
          if (ready !== undefined) return await ready.countTokens(texts)
        } catch (error) {
          if (!(error instanceof ProcessEnded)) throw error
        }
      }
    },

    async *generate(request, signal) {
      const turn = turns.take()
      try {
        await orAborted(turn, signal)
        while (!signal.aborted && !disposed) {
          let begun = false
          try {
            const ready = await whenReady(signal)
            if (ready === undefined) continue
            const reply = ready.generate(request, signal)
            for await (const text of reply.texts) {
              begun = true
              yield text
            }
            const result = await reply.result
            deathsInARow = 0
            return result
          } catch (error) {
            if (signal.aborted || disposed) break
            if (!(error instanceof ProcessEnded)) throw error
            if (begun) throw deathsInARow < MAX_DEATHS ? new KiraError('MODEL_DIED') : keepsDying()
          }
        }
        return NOT_BEGUN
      } finally {
        void turn.then((endTurn) => endTurn())
      }
    },

    async dispose() {
      disposed = true
      await unload()
    },
  }
}

function keepsDying(): KiraError {
  return new KiraError('MODEL_KEEPS_DYING')
}
