import type { KiraError } from '../../contract/index.ts'
import { readModelShape } from '../gguf/inspect.ts'
import type { ModelShape } from '../gguf/model-shape.ts'
import type { LanguageModel, ModelChoice } from '../port.ts'
import type { StartModelProcess } from '../process.ts'
import { createAnswers } from './answers.ts'
import { createDescent } from './descent.ts'
import { createHeldModel } from './held-model.ts'
import { watchIdle } from './idle.ts'
import type { Log } from './log.ts'
import { type After, afterRealTime } from './patience.ts'
import { type Rungs, rungsInMemory } from './rungs.ts'

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
  readonly after?: After
  /** After so many minutes without use its memory is given back; null keeps it. */
  readonly idleMinutes?: () => number | null
  /** Calls back each minute until the returned function is called. */
  readonly everyMinute?: (work: () => void) => () => void
}

/**
 * A language model in a process of its own. `choose` comes first; nothing runs until the first use.
 *
 * A process that ends by itself is started again at once, with the model loaded: a reply that had not begun begins again,
 * one that had fails with `MODEL_DIED`. Where it ends once more before a reply was finished, or memory is too short, it
 * climbs down a rung (ladder.ts) with each failure, then to the fallback; below that is `MODEL_KEEPS_DYING` or
 * `MODEL_OUT_OF_MEMORY`, and then only `load`, `ready` or another choice tries again. A process that gets no further with
 * what it was asked (patience.ts) has ended by itself, too.
 */
export function createLocalModel(options: LocalModelOptions): LanguageModel {
  const { startProcess, log, fallback, tell = () => {}, rungs = rungsInMemory(), readShape = readModelShape } = options
  const { now = () => performance.now(), after = afterRealTime } = options
  const { idleMinutes = () => null, everyMinute = () => () => {} } = options
  const descent = createDescent({ rungs, fallback, log })
  const held = createHeldModel({ startProcess, log, rungs, descent, readShape, now, after, tell })
  const answers = createAnswers(held, descent)
  const idle = watchIdle({ minutes: idleMinutes, everyMinute, onIdle: () => void held.unloadIdle() })
  held.onState(({ phase }) => {
    if (phase === 'ready') idle.used()
  })

  return {
    get state() {
      return held.state
    },
    onState: held.onState,
    onRestart: held.onRestart,
    get machine() {
      return held.machine
    },
    onMachine: held.onMachine,
    prepare: held.prepare,
    choose: held.choose,

    async load() {
      held.forgive()
      held.wake()
      return held.ensureLoaded()
    },

    async ready() {
      held.forgive()
      return held.ensureLoaded()
    },

    cancel: held.cancel,
    rest: held.rest,
    countTokens: answers.countTokens,
    generate: (request, signal) => idle.during(answers.generate(request, signal)),

    async dispose() {
      idle.dispose()
      await held.dispose()
    },
  }
}
