import { isDeepStrictEqual } from 'node:util'
import { KiraError, type LoadedModel, type Machine, toKiraError } from '../../contract/index.ts'
import type { ModelChoice } from '../port.ts'
import { type Connection, ProcessEnded } from './connection.ts'
import type { Descent } from './descent.ts'
import { faultOf } from './ladder.ts'
import { createListeners } from './listeners.ts'
import { CardNotNeeded, type Opening } from './open-model.ts'
import { createProcessSlot, type ProcessSlotParts } from './process-slot.ts'
import { createRest, type RestWhy } from './rest.ts'
import { createShownState } from './shown-state.ts'
import { orAborted } from './turns.ts'

/** After these nothing is tried again before somebody asks for it: there is nothing left to give up. */
const LASTING = ['MODEL_KEEPS_DYING', 'MODEL_OUT_OF_MEMORY']

export interface HeldModelParts extends Omit<ProcessSlotParts, 'onEnded' | 'onProgress' | 'onUnread'> {
  readonly descent: Descent
  /** Told what was given up so that she can answer. */
  readonly tell: (givenUp: KiraError) => void
}

/** The one model: when it is loaded, unloaded and loaded again, and the state that everybody sees. */
export type HeldModel = ReturnType<typeof createHeldModel>

export function createHeldModel(parts: HeldModelParts) {
  const { log, descent } = parts
  let choice: ModelChoice | undefined
  let loading: { readonly run: Run; readonly done: Promise<LoadedModel> } | undefined
  /** Whether what is being loaded is only what had died, once more. */
  let isRestart = false
  /** Resolves when the reply that is being made has ended. */
  let speaking: Promise<void> | undefined
  /** Fires when tasks have to give way. */
  let tasks = new AbortController()
  let disposed = false
  const rest = createRest()
  const state = createShownState()
  const restarts = createListeners<void>()
  /** There is a process in it whenever the state is `ready`. */
  const slot = createProcessSlot({ ...parts, onEnded, onProgress: state.progressed, onUnread })

  /** A load, over all its tries. */
  interface Run {
    cancelled: boolean
  }

  /** Loads what is chosen, or joins the load that is under way; where it rests, after that. */
  async function ensureLoaded(): Promise<LoadedModel> {
    for (;;) {
      if (disposed) throw nothingToLoad()
      if (rest.why !== null) await rest.over()
      else if (loading !== undefined) return loading.done
      else if (state.now.phase !== 'ready') return startLoading()
      else if (slot.opening?.choice === wanted()) return state.now.model
      else await unloadOther()
    }
  }

  const wanted = () => descent.substitute ?? choice

  /** Ends a task; resolves after the reply that is being made. */
  async function silence(): Promise<void> {
    tasks.abort()
    tasks = new AbortController()
    await speaking
  }

  /** Unloads what is not wanted any more, after the reply that it is making. */
  async function unloadOther(): Promise<void> {
    await silence()
    if (state.now.phase === 'ready' && slot.opening?.choice !== wanted()) await unload()
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
      await rest.over()
      const target = wanted()
      if (run.cancelled) throw new KiraError('MODEL_LOAD_CANCELLED')
      if (disposed || target === undefined) throw nothingToLoad()
      state.starting(target, isRestart)
      const before = slot.gone
      await before
      if (run.cancelled || disposed || rest.why !== null || slot.gone !== before || target !== wanted()) continue
      const attempt = open(target, seen)
      seen = undefined
      try {
        const model = await attempt.loaded
        if (slot.opening !== attempt) throw new ProcessEnded('it is no longer wanted')
        return becameReady(model)
      } catch (error) {
        if (slot.opening !== attempt) continue
        void slot.end()
        if (error instanceof CardNotNeeded) seen = error.machine
        else if (!stepDown(attempt, error)) throw state.failed(target, toKiraError(lastingError(error)))
      }
    }
  }

  function open(target: ModelChoice, seen: Machine | undefined): Opening {
    try {
      return slot.open(target, { gpu: descent.mayLookForGpu, seen })
    } catch (error) {
      // Not even a process could be started.
      throw state.failed(target, toKiraError(error))
    }
  }

  function becameReady(model: LoadedModel): LoadedModel {
    log.info({ ...model }, 'the model is loaded')
    const wasRestart = isRestart
    isRestart = false
    state.ready(model)
    const givenUp = descent.arrive(model, choice)
    if (givenUp !== null) parts.tell(givenUp)
    else if (wasRestart) restarts.tell()
    slot.readPrepared()
    return model
  }

  function onUnread(error: unknown): void {
    if (!recovers(error)) log.warn({ err: error }, 'the system prompt could not be read beforehand')
  }

  /** A process that ends while it loads fails that load. */
  function onEnded(attempt: Opening, reason: string): void {
    if (state.now.phase !== 'ready') return
    slot.leave()
    recover(attempt, new ProcessEnded(reason))
  }

  /** What was loaded has failed: loads it again, with less if need be. */
  function recover(attempt: Opening, error: Error): void {
    if (!stepDown(attempt, error)) return void state.failed(attempt.choice, toKiraError(lastingError(error)))
    const target = wanted()
    if (target !== undefined) state.starting(target, isRestart)
    ensureLoaded().catch(() => {}) // the state tells
  }

  function stepDown(attempt: Opening, error: unknown): boolean {
    const step = descent.stepDown(attempt, error)
    isRestart = step === 'again'
    return step !== null
  }

  async function unload(): Promise<void> {
    isRestart = false
    const ended = slot.end()
    state.unloaded()
    await ended
  }

  function wake(): void {
    if (state.now.phase === 'resting') state.unloaded()
    rest.end()
  }

  /** Whether the question may be asked again after a failure of what was loaded. */
  function recovers(error: unknown): boolean {
    if (error instanceof ProcessEnded) return true
    if (faultOf(error) !== 'memory' || !(error instanceof KiraError)) return false
    const attempt = slot.opening
    if (attempt !== undefined && state.now.phase === 'ready') {
      void slot.end()
      recover(attempt, error)
    }
    return true
  }

  return {
    get state() {
      return state.now
    },
    get machine() {
      return slot.machine
    },
    get isDisposed() {
      return disposed
    },
    /** Fires when a task that begins now has to give way: to a rest, or to another choice. */
    get tasksGiveWay() {
      return tasks.signal
    },
    onState: state.onChange,
    onRestart: restarts.add,
    onMachine: slot.onMachine,
    ensureLoaded,
    recovers,

    /** The connection with the model loaded; `undefined` where the signal fires first, or it is to be asked once more. */
    async whenReady(signal?: AbortSignal): Promise<Connection | undefined> {
      if (state.now.phase === 'failed' && LASTING.includes(state.now.failure.code))
        throw new KiraError(state.now.failure.code, state.now.failure.data)
      await orAborted(ensureLoaded(), signal)
      return signal?.aborted || rest.why !== null || state.now.phase !== 'ready' ? undefined : slot.opening?.connection
    },

    /** A reply begins: nothing is unloaded before the returned function is called. */
    beginSpeaking(): () => void {
      const spoken = Promise.withResolvers<void>()
      speaking = spoken.promise
      return () => {
        speaking = undefined
        spoken.resolve()
      }
    },

    /** Somebody asks again: what failed before may work now. */
    forgive(): void {
      if (state.now.phase === 'failed' || state.now.phase === 'resting') descent.begin()
    },

    wake,

    async unloadIdle(): Promise<void> {
      if (state.now.phase === 'ready') await unload()
    },

    prepare(next: string): void {
      slot.prepare(next)
      if (state.now.phase === 'ready') slot.readPrepared()
    },

    async choose(next: ModelChoice): Promise<void> {
      if (disposed || isDeepStrictEqual(next, choice)) return
      if (choice !== undefined && asksForCard(next, choice)) descent.tryCardAgain()
      choice = next
      isRestart = false
      descent.begin()
      if (state.now.phase === 'failed') state.unloaded()
      // A load begins anew with the new choice; a reply is finished with the old one; a rest goes on.
      if (loading !== undefined) await slot.end()
      else await unloadOther()
    },

    async cancel(): Promise<void> {
      if (loading === undefined || rest.why !== null) return
      loading.run.cancelled = true
      loading = undefined
      await unload()
    },

    async rest(why: RestWhy): Promise<void> {
      if (disposed) return
      if (rest.why !== null) {
        rest.goOn(why)
        if (state.now.phase === 'resting') state.resting(rest.why)
        return
      }
      const goesOn = rest.begin(why)
      if (loading === undefined) await silence()
      if (!goesOn()) return
      isRestart = false
      const ended = slot.end()
      state.resting(rest.why ?? why)
      await ended
    },

    async dispose(): Promise<void> {
      disposed = true
      wake()
      await unload()
    },
  }
}

function nothingToLoad(): KiraError {
  return new KiraError('UNEXPECTED', { detail: 'there is no model to load' })
}

/** Whether somebody has just set that the graphics card is to be used. */
function asksForCard({ wish: { profile } }: ModelChoice, before: ModelChoice): boolean {
  return profile !== before.wish.profile && profile !== 'auto' && profile !== 'cpu_fallback'
}

/** What is said once nothing is left to try. */
function lastingError(error: unknown): unknown {
  return error instanceof ProcessEnded ? new KiraError('MODEL_KEEPS_DYING') : error
}
