import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { DEFAULT_SETTINGS, type KiraError } from '../../electron/contract/index.ts'
import { createLocalModel, type LocalModelOptions } from '../../electron/llm/local/create-local-model.ts'
import type { GenerateRequest, GenerateResult, LanguageModel, Turn } from '../../electron/llm/port.ts'
import { isAlive, openModelProcesses } from './model-processes.ts'
import { silentLog } from './silent-log.ts'
import { writeTinyModel } from './tiny-model.ts'

/** The real process with real (tiny) models: what the parent's logic is told in create-local-model.test.ts. */

const WISH = DEFAULT_SETTINGS.model
const NEVER = new AbortController().signal
const SYSTEM = 'You are Kira, and you answer shortly.'
const LONG_TALK: readonly Turn[] = [{ role: 'user', text: 'and then some more '.repeat(120) }]
const WAIT = { timeout: 30_000, interval: 5 }

let folder: string
let open: LanguageModel[] = []
const at = (name: string) => join(folder, name)
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kira-model-'))
  writeTinyModel(at('says-hi.gguf'), { name: 'Hi', says: ['[happy]', 'H', 'i', '.'] })
  writeTinyModel(at('thinks.gguf'), { says: ['<think>', 'N', 'o', '</think>', '[happy]', 'H', 'i', '.'] })
  writeTinyModel(at('chatters.gguf'), { contextLength: 8192 })
  writeTinyModel(at('slow.gguf'), { contextLength: 8192, layers: 8, width: 256 })
})
afterEach(async () => {
  for (const model of open) await model.dispose()
  open = []
})
afterAll(() => rmSync(folder, { recursive: true }))

interface StartOptions extends Partial<LocalModelOptions> {
  readonly contextSize?: number
  readonly execArgv?: string[]
}

async function startModel(path: string, { contextSize = 8192, execArgv = [], ...options }: StartOptions = {}) {
  const processes = openModelProcesses(execArgv)
  const model = createLocalModel({ startProcess: processes.start, log: silentLog, ...options })
  open.push(model)
  await model.choose({ path, starter: true, wish: { ...WISH, contextSize } })
  return { model, processes }
}

type Asked = Partial<GenerateRequest & Pick<GenerateRequest['sampling'], 'temperature' | 'seed'>>

function ask(turns: readonly Turn[] | string, { temperature = 0, seed = null, ...more }: Asked = {}): GenerateRequest {
  const asked: readonly Turn[] = typeof turns === 'string' ? [{ role: 'user', text: turns }] : turns
  const sampling = { ...DEFAULT_SETTINGS.reply, temperature, seed }
  return { system: SYSTEM, turns: asked, maxTokens: 60, sampling, ...more }
}

async function listen(reply: AsyncGenerator<string, GenerateResult, void>) {
  let text = ''
  let pieces = 0
  for (;;) {
    const next = await reply.next()
    if (next.done) return { text, pieces, result: next.value }
    text += next.value
    pieces += 1
  }
}

function killNow(pid: number | undefined): void {
  if (pid === undefined) throw new Error('there is no process')
  process.kill(pid, 'SIGKILL')
}

test('it loads, counts tokens, and answers until the model ends its turn', async () => {
  const { model } = await startModel(at('says-hi.gguf'), { contextSize: 100_000 })
  model.prepare(SYSTEM)
  const progress: number[] = []
  const steps = new Set<string>()
  model.onState((state) => {
    if (state.phase !== 'loading') return
    progress.push(state.progress)
    steps.add(state.step)
  })
  expect(await model.load()).toEqual({
    file: 'says-hi.gguf',
    name: 'Hi',
    starter: true,
    profile: 'cpu_fallback',
    gpuLayers: 0,
    totalLayers: 3,
    askedLayers: 0,
    gpu: null,
    contextSize: 1024, // all that it was trained for
    threads: 1,
    template: expect.any(String),
    why: expect.any(Array),
    loadMs: expect.any(Number),
  })
  expect(progress[0]).toBe(0)
  expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  expect([...steps]).toEqual(['starting', 'reading', 'context', 'warming-up'])
  expect(model.machine).toMatchObject({ ramTotal: expect.any(Number), cores: expect.any(Number) })
  expect(await model.countTokens(['', 'a', 'Hi.', '[happy]H'])).toEqual([0, 1, 3, 2])

  const { text, pieces, result } = await listen(model.generate(ask('Hello?'), NEVER))
  expect(text).toBe('[happy]Hi.')
  expect(pieces).toBeGreaterThan(1)
  expect(result.stopReason).toBe('end')
  expect(result.tokens.completion).toBe(5) // with the token that ends the turn
  expect(result.tokens.prompt).toBeGreaterThan(SYSTEM.length / 2)
  expect(result.firstTokenMs).toBeGreaterThan(0)
  expect(result.tokensPerSecond).toBeGreaterThan(0)
})

test('what every prompt begins with is read when it changes, before anybody asks', async () => {
  const { model } = await startModel(at('says-hi.gguf'))
  model.prepare(SYSTEM)
  await model.load()
  const system = `Tu es Kira, et tu réponds brièvement. ${'Oui. '.repeat(20)}`
  model.prepare(system)
  const [tokens = 0] = await model.countTokens([system])
  const { text, result } = await listen(model.generate(ask('Bonjour ?', { system }), NEVER))
  expect(text).toBe('[happy]Hi.')
  expect(result.tokens.reused).toBeGreaterThan(tokens / 2)
})

test('the next turn evaluates only what is new', async () => {
  const { model } = await startModel(at('says-hi.gguf'))
  let turns: readonly Turn[] = []
  let held = 0
  for (const question of ['Hello?', 'Really?', 'And now?']) {
    turns = [...turns, { role: 'user', text: question }]
    const { text, result } = await listen(model.generate(ask(turns), NEVER))
    expect(result.tokens.reused).toBeGreaterThanOrEqual(held)
    turns = [...turns, { role: 'assistant', text }]
    held = result.tokens.prompt + result.tokens.completion - 1 // what ends the turn was not evaluated
  }
})

test('thoughts are not part of the reply', async () => {
  const { model } = await startModel(at('thinks.gguf'))
  expect((await listen(model.generate(ask('Hello?'), NEVER))).text).toBe('[happy]Hi.')
})

test('the same seed gives the same reply, another one another; temperature 0 needs none', async () => {
  const { model } = await startModel(at('chatters.gguf'))
  const say = async (by: LanguageModel, more: Asked) => (await listen(by.generate(ask('Hello?', more), NEVER))).text
  const first = await say(model, { temperature: 1, seed: 7 })
  expect(await say(model, { temperature: 1, seed: 7 })).toBe(first)
  expect(await say(model, { temperature: 1, seed: 8 })).not.toBe(first)
  expect(await say(model, { temperature: 1 })).not.toBe(await say(model, { temperature: 1 }))
  expect(await say(model, { seed: 1 })).toBe(await say(model, { seed: 2 }))

  const { model: another } = await startModel(at('chatters.gguf'))
  expect(await say(another, { temperature: 1, seed: 7 })).toBe(first)
})

test('a reply stops at the limit, or where the context is full', async () => {
  const { model } = await startModel(at('chatters.gguf'), { contextSize: 512 })
  const { result } = await listen(model.generate(ask('Hello?', { maxTokens: 16 }), NEVER))
  expect(result).toMatchObject({ stopReason: 'length', tokens: { completion: 16 } })
  const full = await listen(model.generate(ask('Hello?', { maxTokens: 100_000 }), NEVER))
  expect(full.result.stopReason).toBe('length')
  expect(full.result.tokens.prompt + full.result.tokens.completion).toBeGreaterThan(500)
  expect(full.result.tokens.prompt + full.result.tokens.completion).toBeLessThanOrEqual(512)
})

test('a talk that does not fit loses its beginning; a message that alone does not is refused', async () => {
  const { model } = await startModel(at('says-hi.gguf'), { contextSize: 512 })
  const talk = Array.from({ length: 41 }, (_, n): Turn => ({ role: n % 2 ? 'assistant' : 'user', text: `number ${n}` }))
  const { text, result } = await listen(model.generate(ask(talk), NEVER))
  expect(text).toBe('[happy]Hi.')
  expect(result.tokens.prompt).toBeLessThanOrEqual(512 - 60)
  await expect(listen(model.generate(ask(LONG_TALK), NEVER))).rejects.toMatchObject({ code: 'MESSAGE_DOES_NOT_FIT' })
  expect((await listen(model.generate(ask('Still there?'), NEVER))).text).toBe('[happy]Hi.')
})

test('a stop is felt at once, while it reads and while it talks, and the next reply comes', async () => {
  const { model } = await startModel(at('slow.gguf'))
  const whole = await listen(model.generate(ask(LONG_TALK, { maxTokens: 1 }), NEVER))
  const prefillMs = whole.result.firstTokenMs ?? 0

  const reading = new AbortController()
  setTimeout(() => reading.abort(), prefillMs / 8)
  const startedAt = performance.now()
  // Another system prompt, so that nothing is there from before.
  const stopped = await listen(model.generate(ask(LONG_TALK, { system: 'Be someone else.' }), reading.signal))
  expect(stopped).toMatchObject({ text: '', result: { stopReason: 'aborted', tokens: { completion: 0 } } })
  expect(performance.now() - startedAt).toBeLessThan(prefillMs / 2)

  const talking = new AbortController()
  const reply = model.generate(ask('Hello?', { maxTokens: 100_000 }), talking.signal)
  await reply.next()
  talking.abort()
  const { result } = await listen(reply)
  expect(result.stopReason).toBe('aborted')
  expect(result.tokens.completion).toBeGreaterThan(0)
  expect(result.tokens.completion).toBeLessThan(1000)

  expect((await listen(model.generate(ask('Hello?', { maxTokens: 5 }), NEVER))).result.stopReason).toBe('length')
})

test.for(['while it loads', 'while it reads the prompt'])('kill -9 %s is not noticed in the reply', async (when) => {
  const { model, processes } = await startModel(at('slow.gguf'))
  const restarts = vi.fn()
  model.onRestart(restarts)
  if (when !== 'while it loads') await model.load()
  const reply = listen(model.generate(ask(LONG_TALK, { maxTokens: 5 }), NEVER))
  if (when === 'while it loads') await vi.waitFor(() => expect(model.state).toMatchObject({ phase: 'loading' }), WAIT)
  await new Promise((resolve) => setTimeout(resolve, 50))
  killNow(processes.latest().pid)
  expect((await reply).result).toMatchObject({ stopReason: 'length', tokens: { completion: 5 } })
  expect(processes.all).toHaveLength(2)
  expect(restarts).toHaveBeenCalledTimes(1)
})

test('kill -9 while it talks ends that reply; the next one comes from a fresh process', async () => {
  const { model, processes } = await startModel(at('chatters.gguf'))
  const reply = model.generate(ask('Hello?', { maxTokens: 5000 }), NEVER)
  expect((await reply.next()).value).toBeTypeOf('string')
  killNow(processes.latest().pid)
  await expect(listen(reply)).rejects.toMatchObject({ code: 'MODEL_DIED' })
  expect((await listen(model.generate(ask('Hello?', { maxTokens: 5 }), NEVER))).result.stopReason).toBe('length')
  expect(processes.all).toHaveLength(2)
})

const STARTER = here('../../models/kira-starter.gguf')

test.for(['while it loads', 'while it reads the prompt', 'while it talks'])(
  'the starter, killed %s, answers the next try, once',
  async (when) => {
    const { model, processes } = await startModel(STARTER)
    const talk = Array.from(
      { length: 41 },
      (_, n): Turn => ({ role: n % 2 ? 'assistant' : 'user', text: `Number ${n}.` }),
    )
    if (when !== 'while it loads') await model.load()
    const reply = model.generate(ask(talk), NEVER)
    const first = reply.next()
    if (when === 'while it loads') await vi.waitFor(() => expect(processes.all).toHaveLength(1), WAIT)
    if (when === 'while it talks') await first
    killNow(processes.latest().pid)
    if (when === 'while it talks') await expect(listen(reply)).rejects.toMatchObject({ code: 'MODEL_DIED' })
    const { value } = await (when === 'while it talks' ? model.generate(ask(talk), NEVER).next() : first)
    expect(value).toMatch(/\S/)
    expect(processes.all).toHaveLength(2)
    expect(isAlive(processes.all[0]?.pid ?? 0)).toBe(false)
  },
)

test('a model whose process is killed again and again is used with less, then the starter stands in', async () => {
  const told: KiraError[] = []
  const fallback = { path: STARTER, starter: true, wish: WISH }
  const { model, processes } = await startModel(at('slow.gguf'), { fallback, tell: (givenUp) => told.push(givenUp) })
  const contexts: number[] = []
  model.onState((state) => {
    if (state.phase !== 'ready' || state.model.file !== 'slow.gguf') return
    contexts.push(state.model.contextSize)
    killNow(processes.latest().pid)
  })
  const reply = listen(model.generate(ask('Hello?', { maxTokens: 100 }), NEVER))
  expect((await reply).text).toMatch(/\w/)
  expect(contexts).toEqual([8192, 8192, 4096, 2048])
  expect(told.map(({ code }) => code).at(-1)).toBe('MODEL_REPLACED')
  expect(model.state).toMatchObject({ phase: 'ready', model: { file: 'kira-starter.gguf' } })
})

test('a load that is cancelled, and a rest, end the process; then it comes back', async () => {
  const { model, processes } = await startModel(at('slow.gguf'))
  const loading = expect(model.load()).rejects.toMatchObject({ code: 'MODEL_LOAD_CANCELLED' })
  await vi.waitFor(() => expect(model.state).toMatchObject({ phase: 'loading' }), WAIT)
  await vi.waitFor(() => expect(processes.all).toHaveLength(1), WAIT)
  await model.cancel()
  await loading
  expect(processes.latest().pid).toBeUndefined()

  await model.load()
  const { pid = 0 } = processes.latest()
  await model.rest('asked')
  expect(isAlive(pid)).toBe(false)
  const reply = listen(model.generate(ask('Hello?', { maxTokens: 5 }), NEVER))
  await model.load()
  expect((await reply).result.stopReason).toBe('length')
  expect(processes.all).toHaveLength(3)
})

test('kill -9 while idle: it comes back by itself', async () => {
  const { model, processes } = await startModel(at('says-hi.gguf'))
  await model.load()
  killNow(processes.latest().pid)
  await vi.waitFor(() => expect(processes.all).toHaveLength(2), WAIT)
  await vi.waitFor(() => expect(model.state.phase).toBe('ready'), WAIT)
  expect((await listen(model.generate(ask('Hello?'), NEVER))).text).toBe('[happy]Hi.')
})

test('a file that is not a whole model is named as what it is, and a good one loads after it', async () => {
  writeFileSync(at('text.gguf'), 'Dear diary')
  writeFileSync(at('cut.gguf'), readFileSync(at('slow.gguf')).subarray(0, 1_000_000))
  writeTinyModel(at('alien.gguf'), { architecture: 'alien' })
  const { model } = await startModel(at('missing.gguf'))
  for (const [file, code] of [
    ['missing.gguf', 'MODEL_NOT_FOUND'],
    ['text.gguf', 'MODEL_NOT_GGUF'],
    ['cut.gguf', 'MODEL_TRUNCATED'],
    ['alien.gguf', 'MODEL_UNSUPPORTED'],
  ] as const) {
    await model.choose({ path: at(file), starter: false, wish: WISH })
    await expect(model.load()).rejects.toMatchObject({ code, data: { path: at(file) } })
    expect(model.state).toMatchObject({ phase: 'failed', file, failure: { code } })
  }
  await model.choose({ path: at('says-hi.gguf'), starter: true, wish: WISH })
  expect((await model.load()).name).toBe('Hi')
})

test('the starter model answers, ends its turn, and keeps what it read', async () => {
  const { model } = await startModel(STARTER)
  const first = await listen(model.generate(ask('Hello!', { maxTokens: 200 }), NEVER))
  expect(first.text).toMatch(/\w/)
  expect(first.text).not.toContain('<|')
  expect(first.result.stopReason).toBe('end')

  const turns: Turn[] = [
    { role: 'user', text: 'Hello!' },
    { role: 'assistant', text: first.text },
    { role: 'user', text: 'How are you?' },
  ]
  const second = await listen(model.generate(ask(turns, { maxTokens: 200 }), NEVER))
  expect(second.result.tokens.reused).toBeGreaterThanOrEqual(first.result.tokens.prompt)
})

test('Ctrl-C, which reaches the whole group, is left to the parent', async () => {
  const { model, processes } = await startModel(at('says-hi.gguf'))
  await model.load()
  process.kill(processes.latest().pid ?? 0, 'SIGINT')
  expect((await listen(model.generate(ask('Hello?'), NEVER))).text).toBe('[happy]Hi.')
  expect(processes.all).toHaveLength(1)
})

test('dispose leaves no process behind', async () => {
  const { model, processes } = await startModel(at('chatters.gguf'))
  const reply = model.generate(ask('Hello?', { maxTokens: 5000 }), NEVER)
  await reply.next()
  const { pid = 0 } = processes.latest()
  await model.dispose()
  expect(isAlive(pid)).toBe(false)
  expect((await listen(reply)).result.stopReason).toBe('aborted')
})

test('a parent that is killed leaves no process behind', async () => {
  const parent = spawn(process.execPath, [here('./orphan-parent.ts'), at('chatters.gguf')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const pid = await new Promise<number>((resolve) =>
      createInterface(parent.stdout).once('line', (line) => resolve(Number(line))),
    )
    expect(isAlive(pid)).toBe(true)
    parent.kill('SIGKILL')
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), WAIT)
  } finally {
    parent.kill('SIGKILL')
  }
})

test('the worker runs under Electron’s utilityProcess too: its parent is process.parentPort', async () => {
  const { model } = await startModel(at('says-hi.gguf'), { execArgv: ['--import', here('./parent-port-double.ts')] })
  expect((await listen(model.generate(ask('Hello?'), NEVER))).text).toBe('[happy]Hi.')
  const stopped = new AbortController()
  stopped.abort()
  expect((await listen(model.generate(ask('Hello?'), stopped.signal))).result.stopReason).toBe('aborted')
})
