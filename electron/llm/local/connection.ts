import { KiraError, type LoadStep, type Machine } from '../../contract/index.ts'
import type { GenerateRequest, GenerateResult } from '../port.ts'
import type { ModelProcess } from '../process.ts'
import type { Log } from './log.ts'
import { type After, createPatience, END_PATIENCE, PROBE_PATIENCE, patienceFor, STOP_PATIENCE } from './patience.ts'
import { type Answer, fromModelSchema, type LoadOrder, type OpenedModel, type ToModel } from './protocol.ts'
import { createQueue } from './queue.ts'

/** The process is gone, and with it what was asked of it. */
export class ProcessEnded extends Error {
  override readonly name = 'ProcessEnded'
}

/**
 * One life of a model's process: questions and their answers. All of them fail with `ProcessEnded` when it ends. One that gives no
 * sign of life for too long, while something is asked of it, is ended.
 */
export interface Connection {
  /** Starts llama.cpp there, and looks at the machine; at its graphics card only with `gpu`. Comes before `load`. */
  probe(gpu: boolean): Promise<Machine>
  /** @param sizeBytes of the model's file */
  load(order: LoadOrder, sizeBytes: number, progress: LoadListener): Promise<OpenedModel>
  /** Evaluates another system prompt than the load did, after the reply that is being made. */
  warmUp(system: string): Promise<void>
  countTokens(texts: readonly string[]): Promise<number[]>
  /** Asks for a reply. To stop iterating over its texts is to stop it. */
  generate(
    request: GenerateRequest,
    signal: AbortSignal,
  ): { texts: AsyncIterable<string>; result: Promise<GenerateResult> }
  /** Ends the process. Resolves when it is gone, or when nobody can wait for that any longer. */
  end(): Promise<void>
}

export interface LoadListener {
  onStep(step: LoadStep): void
  /** 0 to 1, of the step that is under way. */
  onProgress(progress: number): void
}

interface Question {
  /** Milliseconds until a sign of life has to come. */
  patience: number
  onAnswer(answer: Answer): void
  reject(error: Error): void
}

export interface ConnectionParts {
  readonly after: After
  readonly log: Log
  /** Called once, when the process is gone, before the open questions fail. */
  onEnd(reason: string): void
}

export function connect(child: ModelProcess, { after, log, onEnd }: ConnectionParts): Connection {
  const questions = new Map<number, Question>()
  const hello = Promise.withResolvers<void>()
  const gone = Promise.withResolvers<void>()
  hello.promise.catch(() => {}) // told to whoever asks
  let ended: ProcessEnded | undefined
  let lastId = 0
  let replyPatience = patienceFor(0).reply
  const silence = createPatience(after, () => {
    log.warn({ pid: child.pid }, 'the model process gives no sign of life, and is ended')
    void end()
  })

  /** From now on, as long as the least patient question allows. */
  function waitOn(): void {
    const patiences = Array.from(questions.values(), (question) => question.patience)
    if (patiences.length === 0) silence.end()
    else silence.wait(Math.min(...patiences))
  }

  child.onMessage((received) => {
    const message = fromModelSchema.safeParse(received)
    // Not the message itself: it may hold what somebody said.
    if (!message.success)
      return log.warn({ pid: child.pid, issues: message.error.issues }, 'a message of the model process made no sense')
    if (message.data.type === 'hello') return hello.resolve()
    if (message.data.type === 'log') return log[message.data.level]({ pid: child.pid }, message.data.text)
    if (message.data.type !== 'alive') questions.get(message.data.id)?.onAnswer(message.data)
    waitOn()
  })
  child.onExit(hasEnded)

  function hasEnded(reason: string): void {
    if (ended !== undefined) return
    ended = new ProcessEnded(reason)
    silence.end()
    onEnd(reason)
    hello.reject(ended)
    for (const question of questions.values()) question.reject(ended)
    questions.clear()
    gone.resolve()
  }

  async function end(): Promise<void> {
    child.kill()
    const stopWaiting = after(END_PATIENCE, () => {
      log.error({ pid: child.pid }, 'the model process could not be ended, and is left behind')
      hasEnded('it could not be ended')
    })
    await gone.promise
    stopWaiting()
  }

  /** Asks once the process listens. `onAnswer` gets all answers but failures, and resolves with the last one. */
  function ask<T>(
    id: number,
    question: ToModel,
    patience: number,
    onAnswer: (answer: Answer, resolve: (value: T) => void) => void,
  ): Promise<T> {
    if (ended !== undefined) return Promise.reject(ended)
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    questions.set(id, {
      patience,
      reject,
      onAnswer(answer) {
        if (answer.type === 'failed') reject(new KiraError(answer.failure.code, answer.failure.data))
        else onAnswer(answer, resolve)
      },
    })
    // A further question is no sign of life.
    if (questions.size === 1) waitOn()
    hello.promise.then(() => child.post(question), reject)
    return promise.finally(() => {
      questions.delete(id)
      waitOn()
    })
  }

  return {
    probe(gpu) {
      const id = ++lastId
      return ask<Machine>(id, { type: 'probe', id, gpu }, PROBE_PATIENCE, (answer, resolve) => {
        if (answer.type === 'probed') resolve(answer.machine)
      })
    },

    load(order, sizeBytes, { onStep, onProgress }) {
      const id = ++lastId
      const { load, reply } = patienceFor(sizeBytes)
      replyPatience = reply
      return ask<OpenedModel>(id, { type: 'load', id, order }, load, (answer, resolve) => {
        if (answer.type === 'load-stepped') onStep(answer.step)
        else if (answer.type === 'load-progressed') onProgress(answer.progress)
        else if (answer.type === 'loaded') resolve(answer.model)
      })
    },

    warmUp(system) {
      const id = ++lastId
      return ask<void>(id, { type: 'warm-up', id, system }, replyPatience, (answer, resolve) => {
        if (answer.type === 'warmed-up') resolve()
      })
    },

    countTokens(texts) {
      const id = ++lastId
      return ask<number[]>(id, { type: 'count-tokens', id, texts: [...texts] }, replyPatience, (answer, resolve) => {
        if (answer.type === 'tokens-counted') resolve(answer.counts)
      })
    },

    generate(request, signal) {
      const id = ++lastId
      const queue = createQueue<string>()
      const question: ToModel = { type: 'generate', id, request: { ...request, turns: [...request.turns] } }
      const result = ask<GenerateResult>(id, question, replyPatience, (answer, resolve) => {
        if (answer.type === 'text') queue.push(answer.text)
        else if (answer.type === 'generated') resolve(answer.result)
      })
      result.then(queue.end, queue.end)
      function stop(): void {
        const open = questions.get(id)
        if (open === undefined) return
        open.patience = STOP_PATIENCE
        waitOn()
        child.post({ type: 'stop', id } satisfies ToModel)
      }
      return { texts: stopping(queue, signal, stop), result }
    },

    end,
  }
}

/** The same texts. Calls `stop` when the signal fires, or when the caller leaves before the end. */
async function* stopping(texts: AsyncIterable<string>, signal: AbortSignal, stop: () => void): AsyncGenerator<string> {
  let complete = false
  signal.addEventListener('abort', stop)
  try {
    yield* texts
    complete = true
  } finally {
    signal.removeEventListener('abort', stop)
    if (!complete) stop()
  }
}
