import type { Machine } from '../../electron/contract/index.ts'
import type { ModelShape } from '../../electron/llm/gguf/model-shape.ts'
import { type FromModel, type OpenedModel, type ToModel, toModelSchema } from '../../electron/llm/local/protocol.ts'
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
  /** Says hello and looks at the machine, once asked to. */
  looks(machine?: Machine): Promise<void>
  /** Says hello, looks at the machine and loads what it is asked to, or fewer layers. */
  loads(got?: Partial<OpenedModel>): Promise<void>
}

export const MACHINE: Machine = { gpu: null, ramTotal: 8e9, ramFree: 4e9, cores: 4 }

const FACTS = {
  name: 'Fake',
  kind: 'chat',
  arch: 'llama',
  quantization: 'Q4_K_M',
  template: 'ChatML',
  licence: null,
} as const

/** A model of 32 layers, 4 GB in all, that was trained for a context of 8192 tokens. */
export function fakeShape(path: string): ModelShape {
  return {
    facts: { ...FACTS, path, file: path, params: 7e9, layers: 32, trainContext: 8192, sizeBytes: 4e9, parts: 1 },
    blockBytes: Array.from({ length: 32 }, () => 120e6),
    kvBytes: Array.from({ length: 32 }, () => 4096),
    outputBytes: 100e6,
    inputBytes: 60e6,
    embeddingLength: 4096,
    vocabulary: 32_000,
  }
}

/** What a process tells of a model that it loaded as it was ordered. */
export function opened({ order: { name, plan, template } }: Extract<ToModel, { type: 'load' }>): OpenedModel {
  const { profile, gpuLayers, totalLayers, contextSize } = plan
  return { name, profile, gpuLayers, totalLayers, contextSize, template, gpu: null }
}

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
    }
  }

  const send = (message: unknown) =>
    setImmediate(() => {
      if (state === 'running') for (const listener of messageListeners) listener(structuredClone(message))
    })

  async function looks(machine: Machine = MACHINE): Promise<void> {
    send({ type: 'hello' } satisfies FromModel)
    const { id, gpu } = await next('probe')
    send({ type: 'probed', id, machine: gpu ? machine : { ...machine, gpu: null } } satisfies FromModel)
  }

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
      waiting.clear()
    },
    onMessage: (listener) => void messageListeners.push(listener),
    onExit: (listener) => void exitListeners.push(listener),
    looks,
    async loads(got) {
      await looks()
      const load = await next('load')
      send({ type: 'loaded', id: load.id, model: { ...opened(load), ...got } } satisfies FromModel)
    },
  }
}
