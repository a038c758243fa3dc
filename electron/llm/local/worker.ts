/**
 * The process that holds the model. A native crash, too little memory or a broken file ends this process, never Kira.
 * It is started by `utilityProcess` on Electron and by `child_process.fork` on Node, and speaks protocol.ts.
 */
import { type LoadStep, toKiraError } from '../../contract/index.ts'
import type { Engine } from './engine.ts'
import { createLifeSigns } from './life-signs.ts'
import type { StartedLlama } from './llama.ts'
import { openParentPort } from './parent-port.ts'
import { type FromModel, type ToModel, toModelSchema } from './protocol.ts'
import { createTextBatches } from './text-batches.ts'

/** Progress is told in steps of this size, out of 1. */
const PROGRESS_STEP = 0.01

const port = openParentPort()
const post = (message: FromModel) => port.post(message)
const log = (level: 'debug' | 'info' | 'warn' | 'error', text: string) => post({ type: 'log', level, text })
const replies = new Map<number, AbortController>()
let started: StartedLlama | undefined
let engine: Engine | undefined
const lifeSigns = createLifeSigns({
  evaluated: () => engine?.evaluated() ?? 0,
  tell: () => post({ type: 'alive' }),
  every(ms, work) {
    const timer = setInterval(work, ms)
    return () => clearInterval(timer)
  },
})

port.onMessage((received) => {
  const message = toModelSchema.safeParse(received)
  if (message.success) void answer(message.data)
  else log('error', `A message was not understood: ${message.error.message}`)
})

// Ctrl-C reaches the whole group of processes; it is Kira who ends this one, when she has said goodbye.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})

post({ type: 'hello' })

async function answer(message: ToModel): Promise<void> {
  const { id } = message
  try {
    if (message.type === 'probe') await probe(message)
    else if (message.type === 'load') await load(message)
    else if (message.type === 'generate') await lifeSigns.during(() => generate(message))
    else if (message.type === 'stop') replies.get(id)?.abort()
    else if (message.type === 'warm-up') await lifeSigns.during(() => warmUp(message))
    else post({ type: 'tokens-counted', id, counts: loadedEngine().countTokens(message.texts) })
  } catch (error) {
    post({ type: 'failed', id, failure: toKiraError(error).toFailure() })
  }
}

async function probe({ id, gpu }: Extract<ToModel, { type: 'probe' }>): Promise<void> {
  // Native code comes in here and no earlier: should it crash, the parent knows at what.
  const [{ startLlama }, { probeMachine }] = await Promise.all([import('./llama.ts'), import('./machine.ts')])
  started = await startLlama(gpu, log)
  post({ type: 'probed', id, machine: await probeMachine(started.llama) })
}

async function load({ id, order }: Extract<ToModel, { type: 'load' }>): Promise<void> {
  if (started === undefined) throw new Error('the machine was not looked at')
  const { openEngine } = await import('./engine.ts')
  let told = 0
  function onStep(step: LoadStep): void {
    told = 0
    post({ type: 'load-stepped', id, step })
  }
  function onProgress(progress: number): void {
    if (progress < told + PROGRESS_STEP) return
    told = progress
    post({ type: 'load-progressed', id, progress: Math.min(1, progress) })
  }
  engine = await openEngine(started, order, { onStep, onProgress, log })
  if (order.system !== null) {
    onStep('warming-up')
    await engine.warmUp(order.system, onProgress)
  }
  post({ type: 'loaded', id, model: engine.opened })
}

async function warmUp({ id, system }: Extract<ToModel, { type: 'warm-up' }>): Promise<void> {
  await loadedEngine().warmUp(system)
  post({ type: 'warmed-up', id })
}

async function generate({ id, request }: Extract<ToModel, { type: 'generate' }>): Promise<void> {
  const controller = new AbortController()
  replies.set(id, controller)
  const texts = createTextBatches(
    (text) => post({ type: 'text', id, text }),
    () => performance.now(),
  )
  try {
    const result = await loadedEngine().generate(request, texts.push, controller.signal)
    texts.end()
    post({ type: 'generated', id, result })
  } finally {
    texts.end()
    replies.delete(id)
  }
}

function loadedEngine(): Engine {
  if (engine === undefined) throw new Error('no model is loaded')
  return engine
}
