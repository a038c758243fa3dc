import { expect, test, vi } from 'vitest'
import { KiraError } from '../../electron/contract/index.ts'
import type { FromModel } from '../../electron/llm/local/protocol.ts'
import { createFakeProcess, DONE, MACHINE } from './fake-process.ts'
import { answer, CHOICE, listen, NEVER, OTHER, playModel, REQUEST, STARTER, withCode } from './played-model.ts'

test('nothing runs until it is needed; then it looks, plans, loads and tells how far it is', async () => {
  let now = 0
  const { model, process, processes, states } = await playModel({ now: () => now })
  model.prepare('You are Kira.')
  const machines: unknown[] = []
  model.onMachine((machine) => machines.push(machine))
  expect(processes).toHaveLength(0)
  expect(model.machine).toBeNull()

  const loading = model.load()
  const child = await process(0)
  await child.looks()
  const { id, order } = await child.next('load')
  expect(machines).toEqual([MACHINE])
  expect(order).toMatchObject({ path: CHOICE.path, name: 'Fake', system: 'You are Kira.', plan: { gpuLayers: 0 } })
  now = 4500
  child.send({ type: 'load-stepped', id, step: 'reading' })
  child.send({ type: 'load-progressed', id, progress: 0.5 })
  child.send({ type: 'load-stepped', id, step: 'context' })
  child.send({ type: 'load-stepped', id, step: 'warming-up' })
  const got = { name: 'Fake', profile: 'cpu_fallback', gpuLayers: 0, totalLayers: 33, contextSize: 4096 } as const
  child.send({ type: 'loaded', id, model: { ...got, template: 'Llama 3', gpu: null } } satisfies FromModel)

  const loaded = await loading
  expect(loaded).toEqual({
    ...got,
    template: 'Llama 3',
    gpu: null,
    askedLayers: 0,
    threads: 3,
    why: expect.any(Array),
    file: 'a.gguf',
    starter: false,
    loadMs: 4500,
  })
  const step = (step: string, progress: number, secondsLeft: number | null) => ({
    phase: 'loading',
    file: 'a.gguf',
    step,
    progress: expect.closeTo(progress),
    secondsLeft,
  })
  expect(states).toEqual([
    step('starting', 0, null),
    step('reading', 0.05, null),
    step('reading', 0.45, 6),
    step('context', 0.85, 1),
    step('warming-up', 0.9, 1),
    { phase: 'ready', model: loaded },
  ])
})

test('concurrent loads share one process', async () => {
  const { model, process, processes } = await playModel()
  const loads = Promise.all([model.load(), model.load(), model.countTokens(['a b'])])
  const child = await process(0)
  await child.loads()
  const { id } = await child.next('count-tokens')
  child.send({ type: 'tokens-counted', id, counts: [2] })
  expect((await loads)[2]).toEqual([2])
  expect(processes).toHaveLength(1)
})

test('a reply streams', async () => {
  const { model, process } = await playModel()
  const reply = listen(model.generate(REQUEST, NEVER))
  const child = await process(0)
  await child.loads()
  await answer(child, ['Hel', 'lo'])
  expect(await reply).toEqual({ texts: ['Hel', 'lo'], result: DONE })
})

test('a second caller waits for the first', async () => {
  const { model, process } = await playModel()
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
    const { model, process } = await playModel()
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
  const { model, process } = await playModel()
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
  const { model, process } = await playModel()
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
    const { model, process, phases } = await playModel()
    const restarts = vi.fn()
    model.onRestart(restarts)
    const reply = listen(model.generate(REQUEST, NEVER))

    const first = await process(0)
    if (when === 'while it loads') {
      await first.looks()
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
  const { model, process } = await playModel()
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

test('where nothing is left to give up, a second death in a row is the last, until somebody asks to load again', async () => {
  const { model, process, processes } = await playModel({}, STARTER)
  const reply = listen(model.generate(REQUEST, NEVER))
  const failure = expect(reply).rejects.toEqual(withCode('MODEL_KEEPS_DYING'))
  for (const n of [0, 1]) {
    const child = await process(n)
    await child.looks()
    await child.next('load')
    child.die()
  }
  await failure
  expect(model.state).toMatchObject({ phase: 'failed', file: 'starter.gguf', failure: { code: 'MODEL_KEEPS_DYING' } })
  await expect(listen(model.generate(REQUEST, NEVER))).rejects.toEqual(withCode('MODEL_KEEPS_DYING'))
  expect(processes).toHaveLength(2)

  const loading = model.load()
  await (await process(2)).loads()
  await loading
  expect(model.state.phase).toBe('ready')
})

test('a finished reply forgives the death before it', async () => {
  const { model, process } = await playModel()
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
  const { model, process, phases } = await playModel()
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
  const { model, process } = await playModel()
  const loading = model.load()
  const failure = expect(loading).rejects.toEqual(withCode('MODEL_NOT_FOUND'))
  const child = await process(0)
  await child.looks()
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

test('where no process can be started, that is said, and may be tried again', async () => {
  let refuses = true
  const { model } = await playModel({
    startProcess() {
      if (refuses) throw new Error('too many processes')
      return obliging()
    },
  })
  await expect(model.load()).rejects.toEqual(withCode('UNEXPECTED'))
  expect(model.state).toMatchObject({ phase: 'failed', failure: { data: { detail: 'too many processes' } } })
  refuses = false
  expect((await model.load()).file).toBe('a.gguf')
})

function obliging() {
  const child = createFakeProcess()
  void child.loads()
  return child
}

test('garbage from the process is passed over', async () => {
  const { model, process } = await playModel()
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
  const { model, process, processes } = await playModel()
  const loading = model.load()
  const first = await process(0)
  await model.choose(OTHER)
  expect(first.killed).toBe(true)
  const second = await process(1)
  await second.loads()
  expect((await loading).file).toBe('b.gguf')
  expect(second.received[1]).toMatchObject({ type: 'load', order: { path: OTHER.path } })
  expect(processes).toHaveLength(2)
})

test('another choice during a reply waits for its end', async () => {
  const { model, process } = await playModel()
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

test('another choice does not wait for a task', async () => {
  const { model, process } = await playModel()
  const task = listen(model.generate({ ...REQUEST, purpose: 'task' }, NEVER))
  const child = await process(0)
  await child.loads()
  const { id } = await child.next('generate')
  const chosen = model.choose(OTHER)
  expect(await child.next('stop')).toEqual({ type: 'stop', id })
  child.send({ type: 'generated', id, result: { ...DONE, stopReason: 'aborted' } } satisfies FromModel)
  await chosen
  expect((await task).result.stopReason).toBe('aborted')
  expect(child.killed).toBe(true)
})

test('a task that the process dies over is not begun again', async () => {
  const { model, process } = await playModel()
  const task = listen(model.generate({ ...REQUEST, purpose: 'task' }, NEVER))
  const first = await process(0)
  await first.loads()
  await first.next('generate')
  first.die()
  await expect(task).rejects.toEqual(withCode('MODEL_DIED'))
  const second = await process(1)
  await second.loads()
  const reply = listen(model.generate(REQUEST, NEVER))
  await answer(second, ['still here'])
  expect((await reply).texts).toEqual(['still here'])
})

test('the same choice changes nothing', async () => {
  const { model, process } = await playModel()
  const loading = model.load()
  const child = await process(0)
  await child.loads()
  await loading
  await model.choose({ ...CHOICE })
  expect(child.killed).toBe(false)
})

test.for(['loading', 'answering', 'idle'])('dispose while %s ends the process and whoever waits', async (when) => {
  const { model, process, processes } = await playModel()
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
