import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS, EMOTIONS, KiraError } from '../../electron/contract/index.ts'
import { createInMemoryModel } from '../../electron/llm/in-memory.ts'
import type { GenerateRequest, GenerateResult } from '../../electron/llm/port.ts'

const REQUEST: GenerateRequest = {
  system: 'You are Kira.',
  turns: [{ role: 'user', text: 'hello you' }],
  maxTokens: 10,
  sampling: DEFAULT_SETTINGS.reply,
  emotions: EMOTIONS,
}

async function listen(reply: AsyncGenerator<string, GenerateResult, void>) {
  const texts: string[] = []
  for (;;) {
    const next = await reply.next()
    if (next.done) return { texts, stopReason: next.value.stopReason }
    texts.push(next.value)
  }
}

test('it says what it is told to, word by word, then answers otherwise, and keeps what it was asked', async () => {
  const model = createInMemoryModel({ replies: ['[sad] Oh no.', 'No tag.'] })
  const { signal } = new AbortController()
  expect(await listen(model.generate(REQUEST, signal))).toEqual({ texts: ['[sad]', ' Oh', ' no.'], stopReason: 'end' })
  expect((await listen(model.generate(REQUEST, signal))).texts.join('')).toBe('No tag.')
  expect((await listen(model.generate(REQUEST, signal))).texts.join('')).toBe('[happy] You said: hello you')
  expect(model.requests).toEqual([REQUEST, REQUEST, REQUEST])
})

test('it stops at the limit, at the signal, and with an error', async () => {
  const controller = new AbortController()
  const model = createInMemoryModel({
    beforeChunk: async (index) => {
      if (model.requests.length === 2 && index === 1) controller.abort()
    },
  })
  model.script('one two three', 'one two three', { chunks: ['one'], error: new KiraError('MODEL_DIED') })
  expect(await listen(model.generate({ ...REQUEST, maxTokens: 2 }, controller.signal))).toEqual({
    texts: ['one', ' two'],
    stopReason: 'length',
  })
  expect(await listen(model.generate(REQUEST, controller.signal))).toEqual({ texts: ['one'], stopReason: 'aborted' })
  const { signal } = new AbortController()
  await expect(listen(model.generate(REQUEST, signal))).rejects.toMatchObject({ code: 'MODEL_DIED' })
})

test('it can fail to load, and tells its states', async () => {
  let error: KiraError | undefined = new KiraError('MODEL_NOT_FOUND', { path: '/x.gguf' })
  const model = createInMemoryModel({ loadError: () => error })
  const phases: string[] = []
  model.onState((state) => phases.push(state.phase))
  await expect(model.load()).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' })
  error = undefined
  await model.load()
  model.restart()
  await model.dispose()
  expect(phases).toEqual(['loading', 'failed', 'loading', 'ready', 'restarting', 'ready', 'unloaded'])
})

test('while it rests, it answers nobody; then everybody', async () => {
  const model = createInMemoryModel({ replies: ['Good morning.'] })
  await model.load()
  await model.rest('asked')
  const reply = listen(model.generate(REQUEST, new AbortController().signal))
  const ready = model.ready()
  await new Promise(setImmediate)
  expect(model.state).toEqual({ phase: 'resting', why: 'asked' })
  expect(model.requests).toEqual([])
  await model.rest('full-screen')
  await model.choose({ path: '/models/other.gguf', starter: false, wish: DEFAULT_SETTINGS.model })
  expect(model.state).toEqual({ phase: 'resting', why: 'asked' })
  await model.load()
  expect((await reply).texts).toEqual(['Good', ' morning.'])
  expect((await ready).file).toBe('other.gguf')
})
