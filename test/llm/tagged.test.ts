import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getLlama, LlamaChat, LlamaLogLevel, resolveChatWrapper } from 'node-llama-cpp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EMOTIONS, type Emotion } from '../../electron/contract/index.ts'
import { beginsWithTag } from '../../electron/emotion/index.ts'
import { createGrammars } from '../../electron/llm/local/grammars.ts'
import { answerTagged } from '../../electron/llm/local/tagged.ts'
import type { GenerateRequest, Sampling } from '../../electron/llm/port.ts'
import { ask, openTestEngine } from './test-engine.ts'
import { writeTinyModel } from './tiny-model.ts'

/** Replies that have to begin with an emotion tag: from the starter model, to whom a tag is one token, and from others. */

const STARTER = fileURLToPath(new URL('../../models/kira-starter.gguf', import.meta.url))
const SEEDS = [1, 2, 3, 4, 5, 6]

let folder: string
const opened = new Map<string, ReturnType<typeof openTestEngine>>()
const at = (name: string) => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kira-tags-'))
  writeTinyModel(at('tags.gguf'), { says: ['[happy]', 'H', 'i', '.'] })
  writeTinyModel(at('never-tags.gguf'), { says: ['N', 'o', '.', '<0xF0>', '<0x9F>', '<0x98>', '<0x8A>'] })
  writeTinyModel(at('says-nothing.gguf'), { says: [] })
  writeTinyModel(at('links.gguf'), { says: ['[happy]', '(', 'x', ')'] })
  writeTinyModel(at('thinks-and-tags.gguf'), { says: ['<think>', 'N', 'o', '</think>', '[happy]', 'H', 'i', '.'] })
  writeTinyModel(at('thinks.gguf'), { says: ['<think>', 'N', 'o', '</think>', '<0x20>', 'H', 'i', '.'] })
  writeTinyModel(at('chatters.gguf'), { contextLength: 8192 })
  writeTinyModel(at('slow.gguf'), { contextLength: 8192, layers: 8, width: 256 })
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Opens a model, once; what it returns asks it, without a system prompt, and gives its whole reply. */
async function start(path: string) {
  const engine = opened.get(path) ?? openTestEngine(path, { plan: { contextSize: 8192 } })
  opened.set(path, engine)
  return async (
    { sampling, ...more }: Partial<Omit<GenerateRequest, 'sampling'>> & { sampling?: Partial<Sampling> } = {},
    signal?: AbortSignal,
    onText?: () => void,
  ) => ask(await engine, 'Hello?', { system: '', sampling, ...more }, signal, onText)
}

const tagOf = (text: string) => EMOTIONS.find((emotion) => text.startsWith(`[${emotion}] `))

describe('the starter model', () => {
  test('says the same, in as many tokens, where it begins with a tag by itself', async () => {
    const ask = await start(STARTER)
    for (const text of ['Hello!', 'Salut !', 'Tell me a story.', 'Je suis triste aujourd’hui.', 'What is 2 + 2?']) {
      const turns = [{ role: 'user', text } as const]
      const free = await ask({ turns })
      expect(beginsWithTag(free.text, EMOTIONS)).toBe(true)
      const held = await ask({ turns, emotions: EMOTIONS })
      expect(held.text).toBe(free.text)
      expect(held.tokens.completion).toBe(free.tokens.completion)
    }
  })

  test('begins with the tag that it has to, once, whatever it would have said', async () => {
    const ask = await start(STARTER)
    for (const emotion of EMOTIONS) {
      for (const how of [{ temperature: 0 }, ...SEEDS.map((seed) => ({ temperature: 2, seed }))]) {
        const { text, stopReason } = await ask({ sampling: how, emotions: [emotion], maxTokens: 200 })
        expect(beginsWithTag(text, [emotion])).toBe(true)
        expect(text.slice(1).startsWith(`${emotion}] [${emotion}]`)).toBe(false)
        expect(stopReason).toBe('end')
        // At a temperature of 2 it may fall silent after any token.
        if (how.temperature === 0) expect(text.trim().length).toBeGreaterThan(emotion.length + 3)
      }
    }
  })
})

describe('a model that spells its tags', () => {
  test('begins with one, and then says what it would have: any text, in any script', async () => {
    const ask = await start(at('never-tags.gguf'))
    expect((await ask()).text).toBe('No.😊')
    for (const emotion of EMOTIONS) expect((await ask({ emotions: [emotion] })).text).toBe(`[${emotion}] No.😊`)
    expect((await ask({ emotions: [] })).text).toBe('No.😊')
  })

  test('does so at any temperature and with any seed, and chooses its emotion', async () => {
    const ask = await start(at('chatters.gguf'))
    const seen = new Set<Emotion | undefined>()
    for (const seed of SEEDS) {
      const { text, stopReason } = await ask({ sampling: { temperature: 2, seed }, emotions: EMOTIONS })
      seen.add(tagOf(text))
      expect(stopReason).toBe('length')
      expect(text.length).toBeGreaterThan(40)
      expect((await ask({ sampling: { temperature: 2, seed }, emotions: EMOTIONS })).text).toBe(text)
    }
    expect(seen).not.toContain(undefined)
    expect(seen.size).toBeGreaterThan(1)
  })

  test('keeps a tag of its own as it is; a link is none', async () => {
    const ask = await start(at('tags.gguf'))
    expect((await ask({ emotions: EMOTIONS })).text).toBe('[happy]Hi.')
    expect((await ask({ emotions: ['sad'] })).text).toBe('[sad] [happy]Hi.')
    const askForLink = await start(at('links.gguf'))
    expect((await askForLink({ emotions: EMOTIONS })).text).toMatch(/^\[\w+\] \[happy\]\(x\)$/)
  })

  test('with nothing to say it says a tag', async () => {
    expect(await (await start(at('says-nothing.gguf')))({ emotions: ['sad'] })).toMatchObject({
      text: '[sad] ',
      stopReason: 'end',
    })
  })

  test('is cut at the limit, also within the tag', async () => {
    const ask = await start(at('never-tags.gguf'))
    for (const maxTokens of [1, 3, 6]) {
      const { text, stopReason } = await ask({ emotions: ['surprised'], maxTokens })
      expect('[surprised] '.startsWith(text)).toBe(true)
      expect(text).not.toBe('')
      expect(stopReason).toBe('length')
    }
  })
})

describe('a model that thinks first', () => {
  test('thinks as before, in as many tokens, where it begins with a tag by itself', async () => {
    const ask = await start(at('thinks-and-tags.gguf'))
    const free = await ask()
    const held = await ask({ emotions: EMOTIONS })
    expect(held.text).toBe('[happy]Hi.')
    expect(held.text).toBe(free.text)
    expect(held.tokens.completion).toBe(free.tokens.completion)
  })

  test('begins with a tag after its thoughts', async () => {
    const ask = await start(at('thinks.gguf'))
    expect((await ask()).text).toBe(' Hi.')
    expect((await ask({ emotions: ['sad'] })).text).toBe('[sad] Hi.')
  })

  test('keeps what it thought, as it was, before the tag', async () => {
    await using llama = await getLlama({ build: 'never', skipDownload: true, logLevel: LlamaLogLevel.error })
    const model = await llama.loadModel({ modelPath: at('thinks.gguf') })
    const context = await model.createContext({ contextSize: 512, threads: 1 })
    const chatWrapper = resolveChatWrapper(model, { type: 'jinjaTemplate' })
    const chat = new LlamaChat({ contextSequence: context.getSequence(), chatWrapper })
    let text = ''
    const { lastEvaluation } = await answerTagged(
      (history, { grammar, signal, onText }) =>
        chat.generateResponse([...history], {
          ...(grammar && { grammar }),
          budgets: { thoughtTokens: 100 },
          signal,
          stopOnAbortSignal: true,
          onTextChunk: onText,
        }),
      [{ type: 'user', text: 'Hello?' }],
      ['sad'],
      createGrammars(llama),
      { signal: new AbortController().signal, onText: (piece) => (text += piece) },
    )
    expect(text).toBe('[sad] Hi.')
    expect(lastEvaluation.cleanHistory.at(-1)).toMatchObject({
      type: 'model',
      response: [{ segmentType: 'thought', text: 'No', ended: true }, '[sad] Hi.'],
    })
  })
})

test('a stop within the tag is felt, and the next reply comes', async () => {
  const ask = await start(at('slow.gguf'))
  for (const stopAt of [1, 2, 5]) {
    const stop = new AbortController()
    let pieces = 0
    const { text, stopReason, tokens } = await ask({ emotions: ['surprised'], maxTokens: 5000 }, stop.signal, () => {
      pieces += 1
      if (pieces === stopAt) stop.abort()
    })
    expect(stopReason).toBe('aborted')
    expect(tagOf(text) ?? '[surprised] '.startsWith(text)).toBeTruthy()
    expect(tokens.completion).toBeLessThan(1000)
  }
  expect(tagOf((await ask({ emotions: EMOTIONS, maxTokens: 20 })).text)).toBeDefined()
})

test('the next turn evaluates only what is new, after a tag that had to be', async () => {
  const ask = await start(STARTER)
  const hello = { role: 'user', text: 'Hello!' } as const
  const first = await ask({ turns: [hello], emotions: ['fear'] })
  const turns = [hello, { role: 'assistant', text: first.text } as const, { role: 'user', text: 'And you?' } as const]
  const second = await ask({ turns, emotions: ['fear'] })
  // All but her last reply: what she decided before she said it (a token that nobody sees) is gone from the talk.
  expect(second.tokens.reused).toBeGreaterThanOrEqual(first.tokens.prompt)
})
