import { expect, test, vi } from 'vitest'
import { KiraError, type ModelState } from '../../electron/contract/index.ts'
import { createLocalModel } from '../../electron/llm/local/create-local-model.ts'
import type { FromModel } from '../../electron/llm/local/protocol.ts'
import type { GenerateRequest, GenerateResult, ModelChoice } from '../../electron/llm/port.ts'
import { createFakeProcess, DONE, type FakeProcess, OPENED } from './fake-process.ts'
import { silentLog } from './silent-log.ts'

const CHOICE: ModelChoice = { path: '/models/a.gguf', starter: false, contextSize: null }
const OTHER: ModelChoice = { path: '/models/b.gguf', starter: false, contextSize: null }
const REQUEST: GenerateRequest = {
  system: 'You are Kira.',
  turns: [{ role: 'user', text: 'hello' }],
  maxTokens: 10,
  temperature: 0,
  seed: null,
}
const NEVER = new AbortController().signal

/** A model whose processes the test plays: `process(n)` is the nth that was started. */
async function createModel(choice: ModelChoice = CHOICE) {
  const processes: FakeProcess[] = []
  const model = createLocalModel({
    log: silentLog,
    startProcess() {
      const started = createFakeProcess()
      processes.push(started)
      return started
    },
  })
  const states: ModelState[] = []
  model.onState((state) => states.push(state))
  await model.choose(choice)
  const process = (n: number) =>
    vi.waitFor(
      () => {
        const started = processes[n]
        if (started === undefined) throw new Error(`process ${n} was not started`)
        return started
      },
      { interval: 1 },
    )
  return { model, process, processes, states, phases: () => states.map((state) => state.phase) }
}

/** All that a reply yields, and how it ended. */
async function listen(reply: AsyncGenerator<string, GenerateResult, void>) {
  const texts: string[] = []
  for (;;) {
    const next = await reply.next()
    if (next.done) return { texts, result: next.value }
    texts.push(next.value)
  }
}

async function answer(process: FakeProcess, texts: readonly string[]): Promise<void> {
  const { id } = await process.next('generate')
  for (const text of texts) process.send({ type: 'text', id, text } satisfies FromModel)
  process.send({ type: 'generated', id, result: DONE } satisfies FromModel)
}

const withCode = (code: string) => expect.objectContaining({ name: 'KiraError', code })

test('nothing runs until it is needed; then it loads and tells how far it is', async () => {
  const { model, process, processes, states } = await createModel()
  expect(processes).toHaveLength(0)

  const loading = model.load()
  const child = await process(0)
  child.send({ type: 'hello' })
  const { id } = await child.next('load')
  child.send({ type: 'load-progressed', id, progress: 0.5 })
  child.send({ type: 'loaded', id, model: OPENED })

  const loaded = await loading
  expect(loaded).toEqual({ ...OPENED, file: 'a.gguf', starter: false, loadMs: expect.any(Number) })
  expect(states).toEqual([
    { phase: 'loading', file: 'a.gguf', progress: 0 },
    { phase: 'loading', file: 'a.gguf', progress: 0.5 },
    { phase: 'ready', model: loaded },
  ])
})

test('concurrent loads share one process', async () => {
  const { model, process, processes } = await createModel()
  const loads = Promise.all([model.load(), model.load(), model.countTokens(['a b'])])
  const child = await process(0)
  await child.loads()
  const { id } = await child.next('count-tokens')
  child.send({ type: 'tokens-counted', id, counts: [2] })
  expect((await loads)[2]).toEqual([2])
  expect(processes).toHaveLength(1)
})

test('a reply streams', async () => {
  const { model, process } = await createModel()
  const reply = listen(model.generate(REQUEST, NEVER))
  const child = await process(0)
  await child.loads()
  await answer(child, ['Hel', 'lo'])
  expect(await reply).toEqual({ texts: ['Hel', 'lo'], result: DONE })
})

test('a second caller waits for the first', async () => {
  const { model, process } = await createModel()
  const first = listen(model.generate(REQUEST, NEVER))
  const second = listen(model.generate(REQUEST, NEVER))
  const child = await process(0)
  await child.loads()
  const { id } = await child.next('generate')
  child.send({ type: 'text', id, text: 'one' })
  await new Promise(setImmediate)
  expect(child.received.filter(({ type }) => type === 'generate')).toHaveLength(1)

  child.send({ type: 'generated', id, result: DONE })
  expect((await first).texts).toEqual(['one'])
  await answer(child, ['two'])
  expect((await second).texts).toEqual(['two'])
})

test.for(['before the load', 'during the load', 'while waiting for another reply'])(
  'an abort %s ends the reply',
  async (when) => {
    const { model, process } = await createModel()
    const controller = new AbortController()
    if (when === 'before the load') controller.abort()
    const other = when === 'while waiting for another reply' ? listen(model.generate(REQUEST, NEVER)) : undefined
    const reply = listen(model.generate(REQUEST, controller.signal))
    if (when !== 'before the load') await process(0)
    controller.abort()
    expect(await reply).toMatchObject({ texts: [], result: { stopReason: 'aborted' } })

    if (other === undefined) return
    const child = await process(0)
    await child.loads()
    await answer(child, ['still here'])
    expect((await other).texts).toEqual(['still here'])
  },
)

test('an abort during the reply stops the process at it, and the reply ends with what it says', async () => {
  const { model, process } = await createModel()
  const controller = new AbortController()
  const reply = listen(model.generate(REQUEST, controller.signal))
  const child = await process(0)
  await child.loads()
  const { id } = await child.next('generate')
  controller.abort()
  expect(await child.next('stop')).toEqual({ type: 'stop', id })
  child.send({ type: 'generated', id, result: { ...DONE, stopReason: 'aborted' } })
  expect((await reply).result).toEqual({ ...DONE, stopReason: 'aborted' })
})

test('a caller who leaves early stops the reply', async () => {
  const { model, process } = await createModel()
  const reply = model.generate(REQUEST, NEVER)
  const first = reply.next()
  const child = await process(0)
  await child.loads()
  const { id } = await child.next('generate')
  child.send({ type: 'text', id, text: 'Once upon a time' })
  await first
  await reply.return(DONE)
  expect(await child.next('stop')).toEqual({ type: 'stop', id })
})

test.for(['at its start', 'while it loads', 'while it reads the prompt'])(
  'a process that dies %s is started again, and the reply begins anew without a word',
  async (when) => {
    const { model, process, phases } = await createModel()
    const restarts = vi.fn()
    model.onRestart(restarts)
    const reply = listen(model.generate(REQUEST, NEVER))

    const first = await process(0)
    if (when === 'while it loads') {
      first.send({ type: 'hello' })
      await first.next('load')
    }
    if (when === 'while it reads the prompt') {
      await first.loads()
      await first.next('generate')
    }
    first.die()

    const second = await process(1)
    await second.loads()
    await answer(second, ['Hello'])
    expect(await reply).toEqual({ texts: ['Hello'], result: DONE })
    expect(restarts).toHaveBeenCalledTimes(1)
    expect(phases().slice(-2)).toEqual(['restarting', 'ready'])
  },
)

test('a process that dies amid a reply is started again, but the reply fails', async () => {
  const { model, process } = await createModel()
  const reply = model.generate(REQUEST, NEVER)
  const beginning = reply.next()
  const first = await process(0)
  await first.loads()
  const { id } = await first.next('generate')
  first.send({ type: 'text', id, text: 'Once' })
  expect(await beginning).toEqual({ done: false, value: 'Once' })
  first.die()
  await expect(reply.next()).rejects.toEqual(withCode('MODEL_DIED'))

  const second = await process(1)
  await second.loads()
  const again = listen(model.generate(REQUEST, NEVER))
  await answer(second, ['Twice'])
  expect((await again).texts).toEqual(['Twice'])
})

test('a second death in a row is given up, until somebody asks to load again', async () => {
  const { model, process, processes } = await createModel()
  const reply = listen(model.generate(REQUEST, NEVER))
  const failure = expect(reply).rejects.toEqual(withCode('MODEL_KEEPS_DYING'))
  for (const n of [0, 1]) (await process(n)).die()
  await failure
  expect(model.state).toMatchObject({ phase: 'failed', file: 'a.gguf', failure: { code: 'MODEL_KEEPS_DYING' } })
  await expect(listen(model.generate(REQUEST, NEVER))).rejects.toEqual(withCode('MODEL_KEEPS_DYING'))
  expect(processes).toHaveLength(2)

  const loading = model.load()
  await (await process(2)).loads()
  await loading
  expect(model.state.phase).toBe('ready')
})

test('a finished reply forgives the death before it', async () => {
  const { model, process } = await createModel()
  for (const n of [0, 1, 2]) {
    const reply = listen(model.generate(REQUEST, NEVER))
    const child = await process(n)
    if (n === 0) await child.loads()
    await child.next('generate')
    child.die()
    const next = await process(n + 1)
    await next.loads()
    await answer(next, ['Hello'])
    expect((await reply).texts).toEqual(['Hello'])
  }
})

test('a process that dies idle is started again at once', async () => {
  const { model, process, phases } = await createModel()
  const loading = model.load()
  const first = await process(0)
  await first.loads()
  await loading
  first.die()
  await (await process(1)).loads()
  await vi.waitFor(() => expect(model.state.phase).toBe('ready'), { interval: 1 })
  expect(phases()).toEqual(['loading', 'ready', 'restarting', 'ready'])
})

test('what the process says is wrong is thrown, ends the process, and may be tried again', async () => {
  const { model, process } = await createModel()
  const loading = model.load()
  const failure = expect(loading).rejects.toEqual(withCode('MODEL_NOT_FOUND'))
  const child = await process(0)
  child.send({ type: 'hello' })
  const { id } = await child.next('load')
  child.send({ type: 'failed', id, failure: new KiraError('MODEL_NOT_FOUND', { path: CHOICE.path }).toFailure() })
  await failure
  expect(child.killed).toBe(true)
  expect(model.state).toMatchObject({
    phase: 'failed',
    failure: { code: 'MODEL_NOT_FOUND', data: { path: CHOICE.path } },
  })

  const reply = listen(model.generate(REQUEST, NEVER))
  const second = await process(1)
  await second.loads()
  await answer(second, ['There it is'])
  expect((await reply).texts).toEqual(['There it is'])
})

test('garbage from the process is passed over', async () => {
  const { model, process } = await createModel()
  const reply = listen(model.generate(REQUEST, NEVER))
  const child = await process(0)
  await child.loads()
  const { id } = await child.next('generate')
  const garbage = [
    null,
    'text',
    7,
    {},
    { type: 'text' },
    { type: 'text', id, text: 5 },
    { type: 'text', id: 99, text: 'x' },
  ]
  for (const message of [...garbage, { type: 'generated', id, result: {} }, { type: 'failed', id }]) child.send(message)
  child.send({ type: 'text', id, text: 'sense' })
  child.send({ type: 'generated', id, result: DONE })
  expect(await reply).toEqual({ texts: ['sense'], result: DONE })
})

test('another choice during a load takes its place, for those who wait too', async () => {
  const { model, process, processes } = await createModel()
  const loading = model.load()
  const first = await process(0)
  await model.choose(OTHER)
  expect(first.killed).toBe(true)
  const second = await process(1)
  await second.loads()
  expect((await loading).file).toBe('b.gguf')
  expect(second.received[0]).toMatchObject({ type: 'load', path: OTHER.path })
  expect(processes).toHaveLength(2)
})

test('another choice during a reply waits for its end', async () => {
  const { model, process } = await createModel()
  const reply = listen(model.generate(REQUEST, NEVER))
  const child = await process(0)
  await child.loads()
  const { id } = await child.next('generate')
  const choosing = model.choose(OTHER)
  child.send({ type: 'text', id, text: 'to the end' })
  await new Promise(setImmediate)
  expect(child.killed).toBe(false)
  child.send({ type: 'generated', id, result: DONE })
  expect((await reply).texts).toEqual(['to the end'])
  await choosing
  expect(child.killed).toBe(true)
  expect(model.state).toEqual({ phase: 'unloaded' })
})

test('the same choice changes nothing', async () => {
  const { model, process } = await createModel()
  const loading = model.load()
  const child = await process(0)
  await child.loads()
  await loading
  await model.choose({ ...CHOICE })
  expect(child.killed).toBe(false)
})

test.for(['loading', 'answering', 'idle'])('dispose while %s ends the process and whoever waits', async (when) => {
  const { model, process, processes } = await createModel()
  const reply = when === 'idle' ? undefined : listen(model.generate(REQUEST, NEVER))
  const loading = model.load().catch((error: unknown) => error)
  const child = await process(0)
  if (when !== 'loading') await child.loads()
  if (when === 'answering') {
    const { id } = await child.next('generate')
    child.send({ type: 'text', id, text: 'I was' })
  }
  if (when !== 'loading') await loading
  await model.dispose()
  expect(child.killed).toBe(true)
  expect(model.state).toEqual({ phase: 'unloaded' })
  if (reply) expect((await reply).result.stopReason).toBe('aborted')
  await expect(model.load()).rejects.toThrow(KiraError)
  expect(processes).toHaveLength(1)
})
