import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { EMOTIONS } from '../../electron/contract/index.ts'
import type { Turn } from '../../electron/llm/port.ts'
import { CHAT_TEMPLATES } from './chat-templates.ts'
import { ask, openTestEngine } from './test-engine.ts'
import { writeTinyModel } from './tiny-model.ts'

const STARTER = fileURLToPath(new URL('../../models/kira-starter.gguf', import.meta.url))
const SYSTEM = 'You are Kira, and you answer shortly. '.repeat(3)

let folder: string
const at = (name: string) => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kira-engine-'))
  writeTinyModel(at('chatters.gguf'), { contextLength: 8192 })
  writeTinyModel(at('large.gguf'), { contextLength: 20_000_000, layers: 8, width: 256 })
})
afterEach(() => void vi.useRealTimers())
afterAll(() => rmSync(folder, { recursive: true }))

describe('it loads what it is told to', () => {
  test('the context, the threads and the template of the order', async () => {
    const { opened, logged } = await openTestEngine(at('chatters.gguf'), {
      plan: { contextSize: 2048, threads: 2 },
      template: 'zephyr',
    })
    expect(opened).toMatchObject({ contextSize: 2048, template: 'Zephyr', profile: 'cpu_fallback', gpu: null })
    expect(logged).toContainEqual('Test: Zephyr template, 2 threads')
  })

  test('smaller keys and values, where the model takes them, and those that always fit where it does not', async () => {
    const plan = { kvType: 'q8_0' } as const
    const small = await openTestEngine(STARTER, { plan: { ...plan, flashAttention: true } })
    expect(small.logged.join()).not.toContain('f16')
    expect((await ask(small, 'Hello!')).stopReason).toBe('end')

    const keysOnly = await openTestEngine(STARTER, { plan })
    expect(keysOnly.logged.join()).toContain('only the keys are kept as q8_0')
    expect((await ask(keysOnly, 'Hello!')).stopReason).toBe('end')

    // Its heads are too narrow to be kept in blocks of 32.
    writeTinyModel(at('narrow.gguf'), { width: 32 })
    const narrow = await openTestEngine(at('narrow.gguf'), { plan: { ...plan, flashAttention: true } })
    expect(narrow.logged.join()).toContain('trying f16')
    expect((await ask(narrow, 'Hello!', { maxTokens: 5 })).stopReason).toBe('length')
  })

  test('a context that no machine has the memory for is told as that', async () => {
    await expect(openTestEngine(at('large.gguf'), { plan: { contextSize: 20_000_000 } })).rejects.toMatchObject({
      code: 'MODEL_OUT_OF_MEMORY',
      data: { path: at('large.gguf') },
    })
  })
})

test.for(Object.entries(CHAT_TEMPLATES))(
  'what every prompt begins with is read before anybody asks: %s',
  async ([name, template]) => {
    const path = at(`${name.replaceAll(' ', '-')}.gguf`)
    writeTinyModel(path, { template })
    const cold = await ask(await openTestEngine(path), 'Hello?', { system: SYSTEM, maxTokens: 1 })
    const engine = await openTestEngine(path)
    const progress: number[] = []
    await engine.warmUp(SYSTEM, (part) => progress.push(part))
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(progress.at(-1)).toBe(1)
    const warm = await ask(engine, 'Hello?', { system: SYSTEM, maxTokens: 1 })
    expect(warm.text).toBe(cold.text)
    expect(cold.tokens.reused).toBe(0)
    expect(warm.tokens.reused).toBeGreaterThan(engine.countTokens([SYSTEM])[0] ?? Number.NaN)
  },
)

describe('how tokens are drawn', () => {
  test('the same seed says the same twice, also when it was loaded anew, and other seeds say something else', async () => {
    const [one, other] = [await openTestEngine(STARTER), await openTestEngine(STARTER)]
    const draw = (engine: typeof one, seed: number) =>
      ask(engine, 'Tell me a story.', { sampling: { temperature: 1, seed }, emotions: EMOTIONS })
    const first = await draw(one, 7)
    expect((await draw(one, 7)).text).toBe(first.text)
    expect((await draw(other, 7)).text).toBe(first.text)
    // One other seed alone may come to the same words: what is likeliest is drawn most of the time.
    const others = new Set<string>()
    for (const seed of [8, 9, 10, 11, 12]) others.add((await draw(one, seed)).text)
    expect(others.size).toBeGreaterThan(1)
  })

  test('top-p and min-p leave the likeliest token alone, where they are asked to', async () => {
    const engine = await openTestEngine(at('chatters.gguf'))
    const greedy = await ask(engine, 'Hello?')
    const hot = { temperature: 2, seed: 3 }
    expect((await ask(engine, 'Hello?', { sampling: hot })).text).not.toBe(greedy.text)
    expect((await ask(engine, 'Hello?', { sampling: { ...hot, minP: 1 } })).text).toBe(greedy.text)
    expect((await ask(engine, 'Hello?', { sampling: { ...hot, topP: 0.0001 } })).text).toBe(greedy.text)
  })

  test('the repeat penalty changes what is said, and never the tags', async () => {
    const engine = await openTestEngine(at('chatters.gguf'))
    const free = await ask(engine, 'Hello?')
    expect((await ask(engine, 'Hello?', { sampling: { repeatPenalty: 2 } })).text).not.toBe(free.text)

    writeTinyModel(at('one-tag.gguf'), { says: ['[happy]', 'H', 'i', '.'] })
    const tagged = await openTestEngine(at('one-tag.gguf'))
    expect((await ask(tagged, 'Hello?', { sampling: { repeatPenalty: 2 }, emotions: EMOTIONS })).text).toBe(
      '[happy]Hi.',
    )
  })
})

describe('thoughts', () => {
  const THINKS = ['<think>', 'N', 'o', '</think>', '[happy]', 'H', 'i', '.']
  const OPENED = `${CHAT_TEMPLATES.ChatML.replace("assistant\\n'", "assistant\\n<think>\\n'")}{# </think> #}`

  test('are never said, whether there are to be any or not', async () => {
    writeTinyModel(at('thinks.gguf'), { says: THINKS })
    const engine = await openTestEngine(at('thinks.gguf'))
    const silent = await ask(engine, 'Hello?', { emotions: EMOTIONS })
    const thoughtful = await ask(engine, 'Hello?', { emotions: EMOTIONS, sampling: { think: true } })
    expect(silent.text).toBe('[happy]Hi.')
    expect(thoughtful.text).toBe('[happy]Hi.')
    expect(thoughtful.tokens.completion).toBeGreaterThan(silent.tokens.completion)
  })

  test('are followed by an answer where the model ended its turn within one', async () => {
    writeTinyModel(at('ends-thinking.gguf'), { says: ['<think>', 'N', 'o'], knows: ['</think>'] })
    writeTinyModel(at('ends-thought.gguf'), { says: ['<think>', 'N', 'o', '</think>'] })
    for (const name of ['ends-thinking.gguf', 'ends-thought.gguf']) {
      const engine = await openTestEngine(at(name))
      const { text } = await ask(engine, 'Hello?', { emotions: ['sad'], sampling: { think: true } })
      expect(text).toMatch(/^\[sad\] /)
      expect(text).not.toMatch(/think|No/)
    }
  })

  test('that never end are ended, and take no more than their part of the context', async () => {
    writeTinyModel(at('endless.gguf'), { template: OPENED })
    const engine = await openTestEngine(at('endless.gguf'))
    for (const think of [false, true]) {
      const { text, stopReason, tokens } = await ask(engine, 'Hello?', { emotions: EMOTIONS, sampling: { think } })
      expect(text).toMatch(/^\[\w+\] \S/)
      expect(text).not.toMatch(/think/)
      expect(stopReason).toBe('length')
      expect(tokens.completion).toBeLessThanOrEqual((think ? 1024 / 4 : 2) + 60 + 10)
    }
  })

  test('don’t count as text: the reply may be as long as without', async () => {
    writeTinyModel(at('thinks-then-talks.gguf'), { says: ['<think>', 'N', 'o', '</think>', ...'abcdefghijklmnop'] })
    const engine = await openTestEngine(at('thinks-then-talks.gguf'))
    for (const think of [false, true])
      expect(await ask(engine, 'Hello?', { maxTokens: 8, sampling: { think } })).toMatchObject({
        text: think ? 'abcdefgh' : expect.stringMatching(/^abcdef/),
        stopReason: 'length',
      })
  })
})

describe('a task beside the talk', () => {
  test('takes nothing from it: the next turn reads only what is new', async () => {
    const engine = await openTestEngine(STARTER)
    const turns: Turn[] = [{ role: 'user', text: 'Hello!' }]
    const first = await ask(engine, turns, { emotions: EMOTIONS })
    const next: Turn[] = [...turns, { role: 'assistant', text: first.text }, { role: 'user', text: 'How are you?' }]

    const task = await ask(engine, 'Sum this up: they met, and said hello.', { system: 'Be short.', purpose: 'task' })
    expect(task.tokens.completion).toBeGreaterThan(0)
    expect(task.tokens.reused).toBe(0)

    const withTask = await ask(engine, next, { emotions: EMOTIONS })
    const other = await openTestEngine(STARTER)
    await ask(other, turns, { emotions: EMOTIONS })
    const withoutTask = await ask(other, next, { emotions: EMOTIONS })
    expect(withTask.tokens).toEqual(withoutTask.tokens)
    expect(withTask.text).toBe(withoutTask.text)
    // All but her last reply: what she decided before she said it (a token that nobody sees) is gone from the talk.
    expect(withTask.tokens.reused).toBeGreaterThanOrEqual(first.tokens.prompt)
  })

  test('gives its memory back after a minute without another one, and then works again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const engine = await openTestEngine(at('chatters.gguf'))
    const task = () => ask(engine, 'Hello?', { maxTokens: 5, purpose: 'task' })
    const first = await task()
    await vi.advanceTimersByTimeAsync(59_000)
    expect((await task()).tokens.reused).toBeGreaterThan(0)
    await vi.advanceTimersByTimeAsync(61_000)
    expect(await task()).toMatchObject({ text: first.text, tokens: { reused: 0 } })
  })

  test('that is too long is refused, and the talk goes on', async () => {
    const engine = await openTestEngine(at('chatters.gguf'), { plan: { contextSize: 4096 } })
    const long = 'and then some more '.repeat(70)
    await expect(ask(engine, long, { purpose: 'task' })).rejects.toMatchObject({ code: 'MESSAGE_DOES_NOT_FIT' })
    expect((await ask(engine, long, { maxTokens: 5 })).stopReason).toBe('length')
  })
})

test('what gets on can be told: by the prompt, by each token, and by a task', async () => {
  const engine = await openTestEngine(at('chatters.gguf'))
  const grown = async (work: () => Promise<unknown>) => {
    const before = engine.evaluated()
    await work()
    return engine.evaluated() - before
  }
  expect(await grown(async () => {})).toBe(0)
  const read = await grown(() => engine.warmUp(SYSTEM))
  expect(read).toBeGreaterThan(SYSTEM.length / 2)
  expect(await grown(() => ask(engine, 'Hello?', { system: SYSTEM, maxTokens: 20 }))).toBeGreaterThan(20)
  expect(await grown(() => ask(engine, 'Sum up.', { purpose: 'task', maxTokens: 20 }))).toBeGreaterThan(20)
})

test('a stop is heard also by one that waits for its turn', async () => {
  const engine = await openTestEngine(at('chatters.gguf'), { plan: { contextSize: 8192 } })
  const talking = new AbortController()
  const request = { system: '', turns: [{ role: 'user' as const, text: 'Hello?' }], maxTokens: 8000 }
  const sampling = { temperature: 0, topP: 1, minP: 0, repeatPenalty: 1, seed: null, think: false }
  const long = engine.generate({ ...request, sampling }, () => {}, talking.signal)
  const waiting = new AbortController()
  const second = engine.generate({ ...request, sampling }, () => {}, waiting.signal)
  waiting.abort()
  expect(await second).toMatchObject({ stopReason: 'aborted', tokens: { completion: 0 } })
  talking.abort()
  expect((await long).stopReason).toBe('aborted')
  expect((await ask(engine, 'Hello?', { maxTokens: 5 })).stopReason).toBe('length')
})
