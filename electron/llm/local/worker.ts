/**
 * The process that holds the model. A native crash, too little memory or a broken file ends this process, never Kira.
 * It is started by `utilityProcess` on Electron and by `child_process.fork` on Node, and speaks protocol.ts.
 */
import { toKiraError } from '../../contract/index.ts'
import type { Engine } from './engine.ts'
import { inspectModel } from './inspect.ts'
import { openParentPort } from './parent-port.ts'
import { type FromModel, type ToModel, toModelSchema } from './protocol.ts'

/** Progress is told in steps of this size, out of 1. */
const PROGRESS_STEP = 0.01

const port = openParentPort()
const post = (message: FromModel) => port.post(message)
const replies = new Map<number, AbortController>()
let engine: Engine | undefined

port.onMessage((received) => {
  const message = toModelSchema.safeParse(received)
  if (message.success) void answer(message.data)
  else post({ type: 'log', level: 'error', text: `A message was not understood: ${message.error.message}` })
})

// Ctrl-C reaches the whole group of processes; it is Kira who ends this one, when she has said goodbye.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})

post({ type: 'hello' })

async function answer(message: ToModel): Promise<void> {
  const { id } = message
  try {
    if (message.type === 'load') await load(message)
    else if (message.type === 'generate') await generate(message)
    else if (message.type === 'stop') replies.get(id)?.abort()
    else post({ type: 'tokens-counted', id, counts: loadedEngine().countTokens(message.texts) })
  } catch (error) {
    post({ type: 'failed', id, failure: toKiraError(error).toFailure() })
  }
}

async function load({ id, ...choice }: Extract<ToModel, { type: 'load' }>): Promise<void> {
  const facts = inspectModel(choice.path)
  // Native code comes in here and no earlier: should it crash, the parent knows at what.
  const { openEngine } = await import('./engine.ts')
  let told = 0
  engine = await openEngine(choice, facts, {
    onProgress(progress) {
      if (progress < told + PROGRESS_STEP) return
      told = progress
      post({ type: 'load-progressed', id, progress: Math.min(1, progress) })
    },
    log: (level, text) => post({ type: 'log', level, text }),
  })
  post({ type: 'loaded', id, model: engine.opened })
}

async function generate({ id, request }: Extract<ToModel, { type: 'generate' }>): Promise<void> {
  const controller = new AbortController()
  replies.set(id, controller)
  try {
    const onText = (text: string) => post({ type: 'text', id, text })
    const result = await loadedEngine().generate(request, onText, controller.signal)
    post({ type: 'generated', id, result })
  } finally {
    replies.delete(id)
  }
}

function loadedEngine(): Engine {
  if (engine === undefined) throw new Error('no model is loaded')
  return engine
}
