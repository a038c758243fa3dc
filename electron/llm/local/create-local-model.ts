import { basename } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { KiraError, type LoadedModel, type Machine, type ModelState, toKiraError } from '../../contract/index.ts'
import { readModelShape } from '../gguf/inspect.ts'
import type { ModelShape } from '../gguf/model-shape.ts'
import type { GenerateRequest, GenerateResult, LanguageModel, ModelChoice } from '../port.ts'
import type { StartModelProcess } from '../process.ts'
import { type Connection, connect, ProcessEnded } from './connection.ts'
import { createDescent } from './descent.ts'
import { watchIdle } from './idle.ts'
import { faultOf } from './ladder.ts'
import { createListeners } from './listeners.ts'
import type { Log } from './log.ts'
import { CardNotNeeded, type Opening, openModel } from './open-model.ts'
import { type Rungs, rungsInMemory } from './rungs.ts'
import { createTurns, orAborted } from './turns.ts'

export interface LocalModelOptions {
  readonly startProcess: StartModelProcess
  readonly log: Log
  /** Answers where the chosen model can't be made to run. */
  readonly fallback?: ModelChoice
  readonly rungs?: Rungs
  /** Told what was given up so that she can answer. */
  readonly tell?: (givenUp: KiraError) => void
  readonly readShape?: (path: string) => ModelShape | Promise<ModelShape>
  /** Milliseconds, from any origin. */
  readonly now?: () => number
  /** After so many minutes without use its memory is given back; null keeps it. */
  readonly idleMinutes?: () => number | null
  /** Calls back each minute until the returned function is called. */
  readonly everyMinute?: (work: () => void) => () => void
}

const NOT_BEGUN: GenerateResult = {
  stopReason: 'aborted',
  tokens: { prompt: 0, reused: 0, completion: 0 },
  firstTokenMs: null,
  tokensPerSecond: null,
}

/** After these nothing is tried again before somebody asks for it: there is nothing left to give up. */
const LASTING = ['MODEL_KEEPS_DYING', 'MODEL_OUT_OF_MEMORY']

/**
 * A language model in a process of its own. `choose` comes first; nothing runs until the first use.
 *
 * A process that ends by itself is started again at once, with the model loaded: a reply that had not begun begins again,
 * one that had fails with `MODEL_DIED`. Where it ends once more before a reply was finished, or memory is too short, it
 * climbs down a rung (ladder.ts) with each failure, then to the fallback; below that is `MODEL_KEEPS_DYING` or
 * `MODEL_OUT_OF_MEMORY`, and then only `load`, `ready` or another choice tries again.
 */
export function createLocalModel(options: LocalModelOptions): LanguageModel {
  const { startProcess, log, fallback, tell, rungs = rungsInMemory(), readShape = readModelShape } = options
  const { now = () => performance.now(), idleMinutes = () => null, everyMinute = () => () => {} } = options
  let choice: ModelChoice | undefined
  let state: ModelState = { phase: 'unloaded' }
  let machine: Machine | null = null
  let system: string | null = null
  /** The process of the moment. It is there whenever the state is `ready`. */
  let opening: Opening | undefined
  /** Resolves when the processes before it are gone, and their memory with them. */
  let gone: Promise<unknown> = Promise.resolve()
  let loading: { readonly run: Run; readonly done: Promise<LoadedModel> } | undefined
  let resting: { why: 'asked' | 'full-screen'; readonly woken: PromiseWithResolvers<void> } | undefined
  /** Resolves when the reply that is being made has ended. */
  let speaking: Promise<void> | undefined
  let disposed = false
  const turns = createTurns()
  const descent = createDescent({ rungs, fallback, log })
  const idle = watchIdle({
    minutes: idleMinutes,
    everyMinute,
    now,
    onIdle: () => void (state.phase === 'ready' && unload()),
  })
  const states = createListeners<ModelState>()
  const restarts = createListeners<void>()
  const machines = createListeners<Machine>()

  /** A load, over all its tries. */
  interface Run {
    cancelled: boolean
  }

  function setState(next: ModelState): void {
    if (isDeepStrictEqual(next, state)) return
    state = next
    states.tell(next)
  }

  function fail({ path }: ModelChoice, error: KiraError): KiraError {
    setState({ phase: 'failed', file: basename(path), failure: error.toFailure() })
    return error
  }

  /** Loads what is chosen, or joins the load that is under way; where it rests, after that. */
  async function ensureLoaded(): Promise<LoadedModel> {
    for (;;) {
      if (disposed) throw nothingToLoad()
      if (resting !== undefined) await resting.woken.promise
      else if (loading !== undefined) return loading.done
      else if (state.phase !== 'ready') return startLoading()
      else if (opening?.choice === wanted()) return state.model
      else await unloadOther()
    }
  }

  const wanted = () => descent.substitute ?? choice

  /** Unloads what is not wanted any more, after the reply that it is making. */
  async function unloadOther(): Promise<void> {
    await speaking
    if (state.phase === 'ready' && opening?.choice !== wanted()) await unload()
  }

  function startLoading(): Promise<LoadedModel> {
    const run: Run = { cancelled: false }
    const done = climb(run).finally(() => {
      if (loading?.run === run) loading = undefined
    })
    loading = { run, done }
    return done
  }

  /** Tries to load, lower and lower. Another choice, a rest or a cancel ends a try, and then it is looked at anew. */
  async function climb(run: Run): Promise<LoadedModel> {
    let seen: Machine | undefined
    for (;;) {
      const target = wanted()
      if (run.cancelled) throw new KiraError('MODEL_LOAD_CANCELLED')
      if (disposed || target === undefined) throw nothingToLoad()
      if (resting !== undefined) {
        await resting.woken.promise
        continue
      }
      showStart(target)
      const before = gone
      await before
      if (run.cancelled || disposed || resting !== undefined || gone !== before || target !== wanted()) continue
      const attempt = open(target, seen)
      seen = undefined
      try {
        const model = await attempt.loaded
        if (opening !== attempt) throw new ProcessEnded('it is no longer wanted')
        return becameReady(model)
      } catch (error) {
        if (opening !== attempt) continue
        void endProcess()
        if (error instanceof CardNotNeeded) seen = error.machine
        else if (!descent.stepDown(attempt, error)) throw fail(target, toKiraError(lastingError(error)))
      }
    }
  }

  function showStart({ path }: ModelChoice): void {
    const file = basename(path)
    if (descent.isRestart) setState({ phase: 'restarting', file })
    else setState({ phase: 'loading', file, step: 'starting', progress: 0, secondsLeft: null })
  }

  function open(target: ModelChoice, seen: Machine | undefined): Opening {
    const file = basename(target.path)
    const attempt = openModel({
      choice: target,
      connection: connect(startProcess(), log, (reason) => {
        if (opening === attempt && state.phase === 'ready') died(attempt, reason)
      }),
      rungs,
      readShape,
      system,
      gpu: descent.mayLookForGpu,
      seen,
      now,
      onMachine(seen) {
        if (isDeepStrictEqual(seen, machine)) return
        machine = seen
        machines.tell(seen)
      },
      onProgress(progress) {
        if (opening === attempt && state.phase === 'loading') setState({ phase: 'loading', file, ...progress })
      },
    })
    opening = attempt
    return attempt
  }

  function becameReady(model: LoadedModel): LoadedModel {
    log.info({ ...model }, 'the model is loaded')
    idle.used()
    const { isRestart } = descent
    setState({ phase: 'ready', model })
    const givenUp = descent.arrive(model, choice)
    if (givenUp !== null) tell?.(givenUp)
    else if (isRestart) restarts.tell()
    return model
  }

  /** The process ended by itself with the model loaded. */
  function died(attempt: Opening, reason: string): void {
    opening = undefined
    recover(attempt, new ProcessEnded(reason))
  }

  /** What was loaded has failed: loads it again, with less if need be. */
  function recover(attempt: Opening, error: Error): void {
    if (!descent.stepDown(attempt, error)) return void fail(attempt.choice, toKiraError(lastingError(error)))
    const target = wanted()
    if (target !== undefined) showStart(target)
    ensureLoaded().catch(() => {}) // the state tells
  }

  function endProcess(): Promise<unknown> {
    const ending = opening
    opening = undefined
    if (ending !== undefined) gone = Promise.all([gone, ending.connection.end()])
    return gone
  }

  async function unload(): Promise<void> {
    const ended = endProcess()
    setState({ phase: 'unloaded' })
    await ended
  }

  function wake(): void {
    const rested = resting
    resting = undefined
    if (state.phase === 'resting') setState({ phase: 'unloaded' })
    rested?.woken.resolve()
  }

  /** Somebody asks again after a failure: what failed before may work now. */
  function forgive(): void {
    if (state.phase === 'failed') descent.begin()
  }

  /** The connection with the model loaded; `undefined` where the signal fires first, or it is to be asked once more. */
  async function whenReady(signal?: AbortSignal): Promise<Connection | undefined> {
    if (state.phase === 'failed' && LASTING.includes(state.failure.code))
      throw new KiraError(state.failure.code, state.failure.data)
    await orAborted(ensureLoaded(), signal)
    return signal?.aborted || resting !== undefined || state.phase !== 'ready' ? undefined : opening?.connection
  }

  /** Whether the question may be asked again after a failure of what was loaded. */
  function recovers(error: unknown): boolean {
    if (error instanceof ProcessEnded) return true
    if (faultOf(error) !== 'memory' || !(error instanceof KiraError)) return false
    const attempt = opening
    if (attempt !== undefined && state.phase === 'ready') {
      void endProcess()
      recover(attempt, error)
    }
    return true
  }

  async function* generate(
    request: GenerateRequest,
    signal: AbortSignal,
  ): AsyncGenerator<string, GenerateResult, void> {
    const turn = turns.take()
    try {
      await orAborted(turn, signal)
      while (!signal.aborted && !disposed) {
        const ready = await whenReady(signal).catch((error: unknown) => {
          if (!signal.aborted && !disposed) throw error
        })
        if (!ready) continue
        const spoken = Promise.withResolvers<void>()
        speaking = spoken.promise
        let begun = false
        try {
          const reply = ready.generate(request, signal)
          for await (const text of reply.texts) {
            begun = true
            yield text
          }
          const result = await reply.result
          descent.forgetDeaths()
          return result
        } catch (error) {
          if (signal.aborted || disposed) break
          if (!recovers(error)) throw error
          if (begun && state.phase !== 'failed') throw new KiraError('MODEL_DIED')
        } finally {
          speaking = undefined
          spoken.resolve()
        }
      }
      return NOT_BEGUN
    } finally {
      void turn.then((endTurn) => endTurn())
    }
  }

  return {
    get state() {
      return state
    },

    onState: states.add,
    onRestart: restarts.add,

    get machine() {
      return machine
    },

    onMachine: machines.add,

    prepare(next) {
      system = next
    },

    async choose(next) {
      if (disposed || isDeepStrictEqual(next, choice)) return
      choice = next
      descent.begin()
      if (state.phase === 'failed') setState({ phase: 'unloaded' })
      // A load begins anew with the new choice; a reply is finished with the old one.
      if (loading !== undefined) await endProcess()
      else await unloadOther()
    },

    async load() {
      wake()
      forgive()
      return ensureLoaded()
    },

    async ready() {
      forgive()
      return ensureLoaded()
    },

    async cancel() {
      if (loading === undefined || resting !== undefined) return
      loading.run.cancelled = true
      loading = undefined
      await unload()
    },

    async rest(why) {
      if (disposed) return
      if (resting !== undefined) {
        if (why === 'asked') resting.why = why
        if (state.phase === 'resting') setState({ phase: 'resting', why: resting.why })
        return
      }
      const mine = { why, woken: Promise.withResolvers<void>() }
      resting = mine
      if (loading === undefined) await speaking
      if (resting !== mine) return
      const ended = endProcess()
      setState({ phase: 'resting', why: mine.why })
      await ended
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

    generate: (request, signal) => idle.during(generate(request, signal)),

    async dispose() {
      disposed = true
      idle.dispose()
      wake()
      await unload()
    },
  }
}

function nothingToLoad(): KiraError {
  return new KiraError('UNEXPECTED', { detail: 'there is no model to load' })
}

/** What is said once nothing is left to try. */
function lastingError(error: unknown): unknown {
  return error instanceof ProcessEnded ? new KiraError('MODEL_KEEPS_DYING') : error
}
