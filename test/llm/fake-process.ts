import { type FromModel, type ToModel, toModelSchema } from '../../electron/llm/local/protocol.ts'
import type { GenerateResult } from '../../electron/llm/port.ts'
import type { ModelProcess } from '../../electron/llm/process.ts'

/** A model process that a test plays by hand. Messages arrive in the same order as between real processes: later. */
export interface FakeProcess extends ModelProcess {
  readonly received: readonly ToModel[]
  readonly killed: boolean
  /** Resolves with the first message of this type that was not waited for before. */
  next<T extends ToModel['type']>(type: T): Promise<Extract<ToModel, { type: T }>>
  /** Sends something; anything at all. */
  send(message: unknown): void
  /** Ends as a crash would. */
  die(): void
  /** Says hello and loads, once asked to. */
  loads(): Promise<void>
}

export const OPENED = { name: 'Fake', profile: 'cpu_fallback', gpuLayers: 0, totalLayers: 3, contextSize: 512 } as const

export const DONE: GenerateResult = {
  stopReason: 'end',
  tokens: { prompt: 9, reused: 4, completion: 2 },
  firstTokenMs: 5,
  tokensPerSecond: 50,
}

export function createFakeProcess(): FakeProcess {
  const received: ToModel[] = []
  const unseen: ToModel[] = []
  const waiting = new Set<() => void>()
  const messageListeners: ((message: unknown) => void)[] = []
  const exitListeners: ((reason: string) => void)[] = []
  let state: 'running' | 'killed' | 'dead' = 'running'

  function exit(reason: string): void {
    if (state === 'dead') return
    state = 'dead'
    for (const listener of exitListeners) listener(reason)
  }

  async function next<T extends ToModel['type']>(type: T): Promise<Extract<ToModel, { type: T }>> {
    for (;;) {
      const index = unseen.findIndex((message) => message.type === type)
      const [message] = index === -1 ? [] : unseen.splice(index, 1)
      if (message !== undefined) return message as Extract<ToModel, { type: T }>
      await new Promise<void>((resolve) => waiting.add(resolve))
      waiting.clear()
    }
  }

  const send = (message: unknown) =>
    setImmediate(() => {
      if (state === 'running') for (const listener of messageListeners) listener(structuredClone(message))
    })

  return {
    received,
    next,
    send,
    pid: 1,
    get killed() {
      return state !== 'running'
    },
    die: () => setImmediate(exit, 'signal SIGSEGV'),
    kill() {
      if (state === 'running') state = 'killed'
      setImmediate(exit, 'signal SIGKILL')
    },
    post(message) {
      const parsed = toModelSchema.parse(structuredClone(message))
      received.push(parsed)
      unseen.push(parsed)
      for (const wake of waiting) wake()
    },
    onMessage: (listener) => void messageListeners.push(listener),
    onExit: (listener) => void exitListeners.push(listener),
    async loads() {
      send({ type: 'hello' } satisfies FromModel)
      const { id } = await next('load')
      send({ type: 'loaded', id, model: OPENED } satisfies FromModel)
    },
  }
}
