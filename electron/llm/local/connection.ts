import { KiraError, type LoadStep, type Machine } from '../../contract/index.ts'
import type { GenerateRequest, GenerateResult } from '../port.ts'
import type { ModelProcess } from '../process.ts'
import type { Log } from './log.ts'
import { type Answer, fromModelSchema, type LoadOrder, type OpenedModel, type ToModel } from './protocol.ts'
import { createQueue } from './queue.ts'

/** The process is gone, and with it what was asked of it. */
export class ProcessEnded extends Error {
  override readonly name = 'ProcessEnded'
}

/** One life of a model's process: questions and their answers. All of them fail with `ProcessEnded` when it ends. */
export interface Connection {
  /** Starts llama.cpp there, and looks at the machine; at its graphics card only with `gpu`. Comes before `load`. */
  probe(gpu: boolean): Promise<Machine>
  load(order: LoadOrder, progress: LoadListener): Promise<OpenedModel>
  /** Evaluates another system prompt than the load did, after the reply that is being made. */
  warmUp(system: string): Promise<void>
  countTokens(texts: readonly string[]): Promise<number[]>
  /** Asks for a reply. To stop iterating over its texts is to stop it. */
  generate(
    request: GenerateRequest,
    signal: AbortSignal,
  ): { texts: AsyncIterable<string>; result: Promise<GenerateResult> }
  /** Ends the process. Resolves when it is gone. */
  end(): Promise<void>
}

export interface LoadListener {
  onStep(step: LoadStep): void
  /** 0 to 1, of the step that is under way. */
  onProgress(progress: number): void
}

interface Question {
  onAnswer(answer: Answer): void
  reject(error: Error): void
}

/** @param onEnd called once, when the process is gone, before the open questions fail. */
export function connect(child: ModelProcess, log: Log, onEnd: (reason: string) => void): Connection {
  const questions = new Map<number, Question>()
  const hello = Promise.withResolvers<void>()
  const gone = Promise.withResolvers<void>()
  hello.promise.catch(() => {}) // told to whoever asks
  let ended: ProcessEnded | undefined
  let lastId = 0

  child.onMessage((received) => {
    const message = fromModelSchema.safeParse(received)
    // Not the message itself: it may hold what somebody said.
    if (!message.success)
      return log.warn({ pid: child.pid, issues: message.error.issues }, 'a message of the model process made no sense')
    if (message.data.type === 'hello') return hello.resolve()
    if (message.data.type === 'log') return log[message.data.level]({ pid: child.pid }, message.data.text)
    questions.get(message.data.id)?.onAnswer(message.data)
  })

  child.onExit((reason) => {
    onEnd(reason)
    ended = new ProcessEnded(reason)
    hello.reject(ended)
    for (const question of questions.values()) question.reject(ended)
    questions.clear()
    gone.resolve()
  })

  /** Asks once the process listens. `onAnswer` gets all answers but failures, and resolves with the last one. */
  function ask<T>(
    id: number,
    question: ToModel,
    onAnswer: (answer: Answer, resolve: (value: T) => void) => void,
  ): Promise<T> {
    if (ended !== undefined) return Promise.reject(ended)
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    questions.set(id, {
      reject,
      onAnswer(answer) {
        if (answer.type === 'failed') reject(new KiraError(answer.failure.code, answer.failure.data))
        else onAnswer(answer, resolve)
      },
    })
    hello.promise.then(() => child.post(question), reject)
    return promise.finally(() => questions.delete(id))
  }

  return {
    probe(gpu) {
      const id = ++lastId
      return ask<Machine>(id, { type: 'probe', id, gpu }, (answer, resolve) => {
        if (answer.type === 'probed') resolve(answer.machine)
      })
    },

    load(order, { onStep, onProgress }) {
      const id = ++lastId
      return ask<OpenedModel>(id, { type: 'load', id, order }, (answer, resolve) => {
        if (answer.type === 'load-stepped') onStep(answer.step)
        else if (answer.type === 'load-progressed') onProgress(answer.progress)
        else if (answer.type === 'loaded') resolve(answer.model)
      })
    },

    warmUp(system) {
      const id = ++lastId
      return ask<void>(id, { type: 'warm-up', id, system }, (answer, resolve) => {
        if (answer.type === 'warmed-up') resolve()
      })
    },

    countTokens(texts) {
      const id = ++lastId
      return ask<number[]>(id, { type: 'count-tokens', id, texts: [...texts] }, (answer, resolve) => {
        if (answer.type === 'tokens-counted') resolve(answer.counts)
      })
    },

    generate(request, signal) {
      const id = ++lastId
      const queue = createQueue<string>()
      const question: ToModel = { type: 'generate', id, request: { ...request, turns: [...request.turns] } }
      const result = ask<GenerateResult>(id, question, (answer, resolve) => {
        if (answer.type === 'text') queue.push(answer.text)
        else if (answer.type === 'generated') resolve(answer.result)
      })
      result.then(queue.end, queue.end)
      return { texts: stopping(queue, signal, () => child.post({ type: 'stop', id } satisfies ToModel)), result }
    },

    async end() {
      child.kill()
      await gone.promise
    },
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
