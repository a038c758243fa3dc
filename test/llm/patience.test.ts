import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { DEFAULT_SETTINGS } from '../../electron/contract/index.ts'
import { createLocalModel } from '../../electron/llm/local/create-local-model.ts'
import { createLifeSigns } from '../../electron/llm/local/life-signs.ts'
import { patienceFor } from '../../electron/llm/local/patience.ts'
import type { FromModel } from '../../electron/llm/local/protocol.ts'
import type { Turn } from '../../electron/llm/port.ts'
import { createFakeProcess, DONE, type FakeProcess } from './fake-process.ts'
import { isAlive, openModelProcesses } from './model-processes.ts'
import { answer, listen, NEVER, playModel, REQUEST, STARTER, withCode } from './played-model.ts'
import { playTime } from './played-time.ts'
import { silentLog } from './silent-log.ts'
import { GREEDY } from './test-engine.ts'
import { writeTinyModel } from './tiny-model.ts'

const soon = () => new Promise(setImmediate)
const SECOND = 1000
/** What a file of four gigabytes takes at most to be read, as all of these have (fake-process.ts). */
const READING = 200 * SECOND

async function playInTime(options: Parameters<typeof playModel>[0] = {}) {
  const time = playTime()
  return { time, ...(await playModel({ after: time.after, ...options })) }
}

describe('a process that gets no further with a load', () => {
  test('while it looks at the machine is ended, and another one started', async () => {
    const { time, model, process, phases } = await playInTime()
    const loading = model.load()
    const stuck = await process(0)
    time.pass(29 * SECOND)
    expect(stuck.killed).toBe(false)
    time.pass(SECOND)
    expect(stuck.killed).toBe(true)
    await (await process(1)).loads()
    expect((await loading).file).toBe('a.gguf')
    expect(phases()).toEqual(['loading', 'restarting', 'ready'])
    expect(time.waits).toBe(0)
  })

  test('while it loads, too; but one that gets on may take as long as it likes, a large file longer', async () => {
    const { time, model, process } = await playInTime()
    const loading = model.load()
    const child = await process(0)
    await child.looks()
    const { id } = await child.next('load')
    for (let part = 0; part < 1; part += 0.1) {
      time.pass(119 * SECOND + READING)
      child.send({ type: 'load-progressed', id, progress: part } satisfies FromModel)
      await soon()
    }
    expect(child.killed).toBe(false)
    time.pass(120 * SECOND + READING)
    expect(child.killed).toBe(true)
    await (await process(1)).loads()
    await loading
    expect(time.waits).toBe(0)
  })

  test('leaves no wait behind where its load is cancelled', async () => {
    const { time, model, process } = await playInTime()
    const loading = expect(model.load()).rejects.toEqual(withCode('MODEL_LOAD_CANCELLED'))
    await process(0)
    await model.cancel()
    await loading
    expect(time.waits).toBe(0)
  })
})

describe('a process that gets no further with a reply', () => {
  async function askedModel(options: Parameters<typeof playModel>[0] = {}) {
    const played = await playInTime(options)
    const reply = listen(played.model.generate(REQUEST, NEVER))
    const child = await played.process(0)
    await child.loads()
    const { id } = await child.next('generate')
    return { ...played, reply, child, id }
  }

  test('is ended after a minute and the time that it takes to read the file, and the message is answered, once', async () => {
    const { time, process, reply, child, phases } = await askedModel()
    time.pass(59 * SECOND + READING)
    expect(child.killed).toBe(false)
    time.pass(SECOND)
    expect(child.killed).toBe(true)
    const second = await process(1)
    await second.loads()
    await answer(second, ['Hello'])
    expect((await reply).texts).toEqual(['Hello'])
    expect(phases().slice(-2)).toEqual(['restarting', 'ready'])
    expect(time.waits).toBe(0)
  })

  test('is waited for as long as it tells that it gets on, however slow it is', async () => {
    const { time, reply, child, id } = await askedModel()
    for (let batch = 0; batch < 50; batch++) {
      time.pass(59 * SECOND + READING)
      child.send({ type: 'alive' } satisfies FromModel)
      await soon()
    }
    for (const text of ['very ', 'slow ', 'words']) {
      child.send({ type: 'text', id, text } satisfies FromModel)
      await soon()
      time.pass(59 * SECOND + READING)
    }
    expect(child.killed).toBe(false)
    child.send({ type: 'generated', id, result: DONE } satisfies FromModel)
    expect((await reply).texts).toEqual(['very ', 'slow ', 'words'])
    time.pass(1e9)
    expect(child.killed).toBe(false)
  })

  test('is not taken for one by what else it says, or by what else is asked', async () => {
    const { time, model, child } = await askedModel()
    time.pass(30 * SECOND + READING)
    child.send({ type: 'log', level: 'warn', text: 'waiting for the device' } satisfies FromModel)
    void model.countTokens(['a'])
    await soon()
    time.pass(30 * SECOND)
    expect(child.killed).toBe(true)
  })

  test('amid the reply fails that reply, and the next one is answered', async () => {
    const { time, model, process, reply, child, id } = await askedModel()
    child.send({ type: 'text', id, text: 'Once' } satisfies FromModel)
    await soon()
    const failure = expect(reply).rejects.toEqual(withCode('MODEL_DIED'))
    time.pass(60 * SECOND + READING)
    expect(child.killed).toBe(true)
    await failure
    await (await process(1)).loads()
    const next = listen(model.generate(REQUEST, NEVER))
    await answer(await process(1), ['Twice'])
    expect((await next).texts).toEqual(['Twice'])
  })

  test('time after time goes down the ladder, as one that dies does, to the starter', async () => {
    const { time, process, reply, child, told } = await askedModel({ fallback: STARTER })
    let hung: FakeProcess = child
    for (let n = 1; ; n++) {
      await vi.waitUntil(() => time.waits > 0, { interval: 1 })
      time.pass(60 * SECOND + READING)
      expect(hung.killed).toBe(true)
      hung = await process(n)
      await hung.looks()
      const load = await hung.next('load')
      const { name, plan, template } = load.order
      const model = { ...plan, name, template, gpu: null }
      hung.send({ type: 'loaded', id: load.id, model } satisfies FromModel)
      if (load.order.starter) break
      await hung.next('generate')
    }
    await answer(hung, ['Still here'])
    expect((await reply).texts).toEqual(['Still here'])
    expect(told).toEqual([withCode('MODEL_REPLACED')])
  })

  test('while it counts tokens, or reads a new system prompt, is ended too', async () => {
    const { time, model, process } = await playInTime({ fallback: STARTER })
    const counts = model.countTokens(['a'])
    const first = await process(0)
    await first.loads()
    await first.next('count-tokens')
    time.pass(60 * SECOND + READING)
    expect(first.killed).toBe(true)
    const second = await process(1)
    await second.loads()
    const { id } = await second.next('count-tokens')
    second.send({ type: 'tokens-counted', id, counts: [1] } satisfies FromModel)
    expect(await counts).toEqual([1])

    model.prepare('Tu es Kira.')
    await second.next('warm-up')
    time.pass(60 * SECOND + READING)
    expect(second.killed).toBe(true)
    expect((await process(2)).killed).toBe(false)
  })

  test('does not even stop: it is ended soon after it was told to, and the next message is answered', async () => {
    const { time, model, process } = await playInTime()
    const stop = new AbortController()
    const reply = listen(model.generate(REQUEST, stop.signal))
    const child = await process(0)
    await child.loads()
    await child.next('generate')
    stop.abort()
    await child.next('stop')
    time.pass(19 * SECOND)
    expect(child.killed).toBe(false)
    time.pass(SECOND)
    expect(child.killed).toBe(true)
    expect((await reply).result.stopReason).toBe('aborted')
    await (await process(1)).loads()
    const next = listen(model.generate(REQUEST, NEVER))
    await answer(await process(1), ['Hello'])
    expect((await next).texts).toEqual(['Hello'])
  })

  test('on a laptop that slept meanwhile has not been silent for that long', async () => {
    const { time, child } = await askedModel()
    time.pass(10 * SECOND)
    time.jump(8 * 60 * 60 * SECOND)
    expect(child.killed).toBe(false)
    time.pass(200 * SECOND)
    expect(child.killed).toBe(false)
    time.pass(60 * SECOND)
    expect(child.killed).toBe(true)
  })

  test('and that nothing can end is left behind after a while, and another one started', async () => {
    const children: FakeProcess[] = []
    const { time, model } = await playInTime({
      startProcess() {
        const child = createFakeProcess()
        children.push(child)
        return children.length === 1 ? Object.assign(child, { kill() {} }) : child
      },
    })
    const reply = listen(model.generate(REQUEST, NEVER))
    await vi.waitUntil(() => children.length === 1, { interval: 1 })
    await children[0]?.loads()
    await children[0]?.next('generate')
    time.pass(60 * SECOND + READING)
    await soon()
    expect(children).toHaveLength(1)
    time.pass(30 * SECOND)
    await vi.waitUntil(() => children.length === 2, { interval: 1 })
    await children[1]?.loads()
    const { id } = (await children[1]?.next('generate')) ?? { id: 0 }
    children[1]?.send({ type: 'generated', id, result: DONE } satisfies FromModel)
    children[0]?.die()
    expect((await reply).result).toEqual(DONE)
    expect(model.state.phase).toBe('ready')
    expect(time.waits).toBe(0)
  })
})

test('signs of life come while work gets on, and only then', async () => {
  let tokens = 0
  const tell = vi.fn()
  let look: () => void = () => expect.unreachable()
  const every = vi.fn((_ms: number, work: () => void) => {
    look = work
    return () => {
      look = () => expect.unreachable()
    }
  })
  const signs = createLifeSigns({ evaluated: () => tokens, tell, every })
  const [one, other] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const works = [signs.during(() => one.promise), signs.during(() => other.promise)]
  look()
  expect(tell).toHaveBeenCalledTimes(0)
  for (const more of [64, 64, 0, 1, 0]) {
    tokens += more
    look()
  }
  expect(tell).toHaveBeenCalledTimes(3)
  one.resolve()
  await works[0]
  look()
  other.reject(new Error('no'))
  await expect(works[1]).rejects.toThrow('no')
  expect(every).toHaveBeenCalledTimes(1)
})

describe('the real process', () => {
  const STARTER_FILE = fileURLToPath(new URL('../../models/kira-starter.gguf', import.meta.url))
  const TALK: readonly Turn[] = Array.from({ length: 41 }, (_, n) => ({
    role: n % 2 ? 'assistant' : 'user',
    text: `Number ${n}.`,
  }))
  const ASKED = { ...REQUEST, turns: TALK, maxTokens: 60, sampling: GREEDY }

  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kira-patience-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** Works in real time, and is waited for in the test's. */
  async function openModel(path: string, contextSize: number) {
    const time = playTime()
    const processes = openModelProcesses()
    const model = createLocalModel({ startProcess: processes.start, log: silentLog, after: time.after })
    onTestFinished(() => model.dispose())
    await model.choose({ path, starter: true, wish: { ...DEFAULT_SETTINGS.model, contextSize } })
    await model.load()
    /** Lets it hang, as native code that never returns would: nothing comes any more, and nothing is answered. */
    function hang(): number {
      const { pid = 0 } = processes.latest()
      process.kill(pid, 'SIGSTOP')
      return pid
    }
    /** As long passes, after the last that it told, as a reply of this file is waited for. */
    async function giveUp(pid: number): Promise<void> {
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(isAlive(pid)).toBe(true)
      time.pass(patienceFor(statSync(path).size).reply + SECOND)
      await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000, interval: 5 })
    }
    return { model, processes, hang, giveUp }
  }

  test.for(['while nothing is asked', 'as soon as it is asked', 'while it talks'])(
    'of the starter, hanging %s, is replaced, and she answers, once',
    async (when) => {
      const { model, processes, hang, giveUp } = await openModel(STARTER_FILE, 1024)
      const early = when === 'while nothing is asked' ? hang() : 0
      const reply = model.generate(ASKED, NEVER)
      const first = reply.next()
      if (when === 'while it talks') await first
      await giveUp(early || hang())
      const whole = (async () => {
        const { texts } = await listen(reply)
        return [(await first).value, ...texts].join('')
      })()
      if (when === 'while it talks') {
        await expect(whole).rejects.toEqual(withCode('MODEL_DIED'))
        expect((await listen(model.generate(ASKED, NEVER))).texts.join('')).toMatch(/\w/)
      } else expect(await whole).toMatch(/\w/)
      expect(processes.all).toHaveLength(2)
    },
  )

  test('tells that it gets on with a long prompt', async () => {
    const path = join(folder, 'slow.gguf')
    writeTinyModel(path, { contextLength: 8192, layers: 8, width: 384 })
    const processes = openModelProcesses()
    const heard: string[] = []
    const model = createLocalModel({
      log: silentLog,
      startProcess() {
        const child = processes.start()
        child.onMessage((message) => heard.push((message as FromModel).type))
        return child
      },
    })
    onTestFinished(() => model.dispose())
    await model.choose({ path, starter: true, wish: { ...DEFAULT_SETTINGS.model, contextSize: 8192 } })
    for (let words = 80; ; words *= 2) {
      const text = `${words} ${'and more '.repeat(words)}`
      heard.length = 0
      const asked = { ...ASKED, turns: [{ role: 'user' as const, text }], maxTokens: 1 }
      const { result } = await listen(model.generate(asked, NEVER))
      if ((result.firstTokenMs ?? 0) < 2000) continue
      expect(heard.slice(0, heard.indexOf('text'))).toContain('alive')
      break
    }
  })
})
