import { describe, expect, test } from 'vitest'
import { createChat } from '../../electron/chat/chat.ts'
import { createMoods } from '../../electron/chat/moods.ts'
import { teachTags } from '../../electron/chat/teach-tags.ts'
import {
  type CompanionEvent,
  companionEventSchema,
  DEFAULT_SETTINGS,
  EMOTIONS,
  KiraError,
  type Language,
  MAX_MESSAGE_LENGTH,
  type Settings,
} from '../../electron/contract/index.ts'
import { feelingReader, PERSONALITIES } from '../../electron/emotion/index.ts'
import { createInMemoryModel, type InMemoryModelOptions } from '../../electron/llm/in-memory.ts'
import { createInMemoryMemory } from '../../electron/memory/in-memory.ts'
import { fakeClassifier } from '../emotion/fake-classifier.ts'

const PERSONA = {
  id: 'kira',
  name: 'Kira',
  systemPrompt: { en: 'You are Kira.', fr: 'Tu es Kira.' },
  personality: 'even',
} as const

/** A talk with a scripted model and a memory that is only held; keeps every event that a page would get. */
function openTalk(
  options: InMemoryModelOptions = {},
  language: Language = 'en',
  settings: Settings = DEFAULT_SETTINGS,
) {
  let id = 0
  let time = Date.UTC(2026, 10, 12)
  const clock = () => time++
  const memory = createInMemoryMemory({ clock, newId: () => `id${id++}` })
  const model = createInMemoryModel(options)
  const events: CompanionEvent[] = []
  const unforeseen: unknown[] = []
  const chat = createChat({
    memory,
    model,
    persona: PERSONA,
    moods: createMoods({ memory, clock, personality: PERSONALITIES[PERSONA.personality] }),
    readFeeling: feelingReader(fakeClassifier),
    settings: () => settings,
    language: () => language,
    publish: (event) => events.push(event),
    logError: (error) => unforeseen.push(error),
  })
  /** Says something and waits for the whole reply. */
  async function say(text: string) {
    const { replyId, message } = chat.send({ text })
    const end = await chat.ended(replyId)
    if (!end) throw new Error('no reply began')
    return { ...end, userMessage: message }
  }
  return { memory, model, events, unforeseen, chat, say }
}

/** A promise and the key to it. */
function gate() {
  return Promise.withResolvers<void>()
}

test('a reply is spoken in pieces, without its tags, and kept as it was shown and as it was prompted', async () => {
  const { say, events, memory, model } = openTalk({
    replies: [{ chunks: ['[ha', 'ppy] You did it! ', '[surprised]', ' Tell me', ' everything.'] }],
  })
  const { message, failure } = await say('I got the job!')

  expect(failure).toBeNull()
  expect(message).toMatchObject({
    role: 'assistant',
    status: 'complete',
    text: 'You did it! Tell me everything.',
    emotion: 'surprised',
    model: 'in-memory.gguf',
  })
  expect(message.segments.map((segment) => segment.emotion)).toEqual(['happy', 'surprised'])
  expect(message.segments.map((segment) => segment.text).join('')).toBe(message.text)
  const shown = events.flatMap((event) => (event.type === 'reply-delta' ? event.text : [])).join('')
  expect(shown).toBe(message.text)
  expect(memory.message(message.id)).toEqual(message)
  expect(memory.promptTurns(message.sessionId).map((turn) => turn.promptText)).toEqual([
    'I got the job!',
    '[happy] You did it! [surprised] Tell me everything.',
  ])
  expect(model.requests[0]).toMatchObject({
    system: teachTags('You are Kira.', 'en', EMOTIONS),
    turns: [{ role: 'user', text: 'I got the job!' }],
    emotions: EMOTIONS,
  })
})

test('how strongly something is felt goes the whole way: to the pages, and into the memory', async () => {
  const { say, events, memory } = openTalk({
    replies: [{ chunks: ['[a bit ', 'sad] Oh. ', '[sad:', ' 0.9] Oh no, how ', 'terrible!'] }],
  })
  const { message, userMessage } = await say('I am SO SAD!!')
  expect(userMessage).toMatchObject({ emotion: 'sad', intensity: 1 })
  expect(events.find((event) => event.type === 'user-emotion-detected')).toEqual({
    type: 'user-emotion-detected',
    messageId: userMessage.id,
    emotion: 'sad',
    intensity: 1,
  })
  const deltas = events.flatMap((event) => (event.type === 'reply-delta' ? [[event.text, event.intensity]] : []))
  expect(deltas).toEqual([
    ['Oh. ', 0.3],
    ['Oh no, how ', 0.9],
    ['terrible!', 0.9],
  ])
  expect(message).toMatchObject({
    segments: [
      { text: 'Oh. ', emotion: 'sad', intensity: 0.3 },
      { text: 'Oh no, how terrible!', emotion: 'sad', intensity: 0.9 },
    ],
    emotion: 'sad',
    intensity: 0.9,
  })
  expect(memory.message(userMessage.id).intensity).toBe(1)
  for (const event of events) expect(companionEventSchema.parse(event)).toEqual(event)
})

describe('a reply without a tag', () => {
  test('is shown a sentence at a time, each with what its words feel like, and kept so', async () => {
    const { say, events, memory } = openTalk({
      replies: [{ chunks: ['I am so', ' sad to hear', ' it. But', ' you won', '!!'] }],
    })
    const { message } = await say('hello')
    const deltas = events.flatMap((event) => (event.type === 'reply-delta' ? [event] : []))
    expect(deltas.map(({ text, emotion, intensity }) => [text, emotion, intensity])).toEqual([
      ['I am so sad to hear it. ', 'sad', 0.9],
      ['But you won!!', 'happy', 0.8],
    ])
    expect(message.text).toBe('I am so sad to hear it. But you won!!')
    expect(message.segments.map(({ emotion }) => emotion)).toEqual(['sad', 'happy'])
    expect(message).toMatchObject({ emotion: 'sad', intensity: 0.9 })
    expect(memory.message(message.id)).toEqual(message)
    for (const event of events) expect(companionEventSchema.parse(event)).toEqual(event)
  })

  test('keeps what was shown where she is stopped, and no half a sentence', async () => {
    const reached = gate()
    const held = gate()
    const { chat, memory } = openTalk({
      replies: [{ chunks: ['I am glad. ', 'Now I will ', 'tell you'] }],
      beforeChunk: async (index) => {
        if (index !== 2) return
        reached.resolve()
        await held.promise
      },
    })
    const { replyId } = chat.send({ text: 'hello' })
    await reached.promise
    const stopped = chat.stop(replyId)
    held.resolve()
    await stopped
    expect(memory.message(replyId)).toMatchObject({ status: 'stopped', text: 'I am glad. ', emotion: 'happy' })
  })

  test('shows how far she came where the model dies', async () => {
    const { say } = openTalk({
      replies: [{ chunks: ['I love how', ' once upon'], error: new KiraError('MODEL_DIED') }],
    })
    const { message, failure } = await say('tell me a story')
    expect(message).toMatchObject({ status: 'failed', text: 'I love how once upon', emotion: 'happy' })
    expect(failure?.code).toBe('MODEL_DIED')
  })
})

test('events tell the story in order', async () => {
  const { say, events } = openTalk({ replies: ['[happy] Hello!'] })
  await say('hello')
  const order = events.map((event) => event.type).filter((type, i, all) => type !== all[i - 1])
  expect(order).toEqual([
    'session-changed',
    'message-added',
    'user-emotion-detected',
    'reply-start',
    'reply-delta',
    'reply-end',
  ])
})

test('the message is durable before the model is even asked', async () => {
  const { chat, memory, model } = openTalk({
    loadError: () => new KiraError('MODEL_NOT_FOUND', { path: '/gone.gguf' }),
  })
  const { message, replyId } = chat.send({ text: 'are you there?' })
  expect(memory.message(message.id).text).toBe('are you there?')
  const end = await chat.ended(replyId)
  expect(end?.failure).toMatchObject({ code: 'MODEL_NOT_FOUND', data: { path: '/gone.gguf' } })
  expect(end?.message).toMatchObject({ status: 'failed', text: '' })
  expect(model.requests).toEqual([])
})

test('a stopped reply keeps what was shown, marked so, and the next message can be answered', async () => {
  const reached = gate()
  const held = gate()
  const { chat, memory, say } = openTalk({
    replies: [{ chunks: ['[sad] I am', ' here', ' and here'] }, '[happy] Yes?'],
    beforeChunk: async (index) => {
      if (index !== 2) return
      reached.resolve()
      await held.promise
    },
  })
  const { replyId } = chat.send({ text: 'I feel alone' })
  await reached.promise
  const stopped = chat.stop(replyId)
  held.resolve()
  await stopped

  expect(memory.message(replyId)).toMatchObject({ status: 'stopped', text: 'I am here', emotion: 'sad' })
  expect(chat.current).toBeNull()
  expect((await say('Kira?')).message.text).toBe('Yes?')
})

test('half a tag that she was stopped in is never shown', async () => {
  const reached = gate()
  const held = gate()
  const { chat, memory } = openTalk({
    replies: [{ chunks: ['[happy] Good. ', '[surp', 'rised] Oh'] }],
    beforeChunk: async (index) => {
      if (index !== 2) return
      reached.resolve()
      await held.promise
    },
  })
  const { replyId } = chat.send({ text: 'hello' })
  await reached.promise
  const stopped = chat.stop(replyId)
  held.resolve()
  await stopped
  expect(memory.message(replyId).text.trim()).toBe('Good.')
})

test('stopping before the model is loaded ends at once', async () => {
  const { chat, memory, model } = openTalk()
  model.load = () => new Promise(() => {})
  const { replyId } = chat.send({ text: 'hello' })
  await chat.stop(replyId)
  expect(memory.message(replyId)).toMatchObject({ status: 'stopped', text: '' })
})

test('a reply that dies keeps what was shown, and says what happened', async () => {
  const { say, unforeseen } = openTalk({
    replies: [{ chunks: ['[happy] Once upon', ' a time'], error: new KiraError('MODEL_DIED') }],
  })
  const { message, failure } = await say('tell me a story')
  expect(message).toMatchObject({ status: 'failed', text: 'Once upon a time' })
  expect(failure?.code).toBe('MODEL_DIED')
  expect(unforeseen).toEqual([])
})

test('a disk that fills up while she speaks ends the reply with a clear word, and frees the model', async () => {
  const { memory, say } = openTalk({ replies: ['[happy] This is too much for it.', '[happy] Again.'] })
  const { appendToReply } = memory
  memory.appendToReply = () => {
    throw new KiraError('DISK_FULL')
  }
  expect(await say('hello')).toMatchObject({ failure: { code: 'DISK_FULL' }, message: { status: 'failed', text: '' } })
  memory.appendToReply = appendToReply
  expect((await say('hello again')).message.text).toBe('Again.')
})

test('an empty answer is a failure that says so, not an empty bubble', async () => {
  const { say } = openTalk({ replies: ['[happy] '] })
  expect((await say('hello')).failure?.code).toBe('MODEL_SAID_NOTHING')
})

describe('while the model rests', () => {
  test('a message is kept, her face reacts, and it is answered once the model is back', async () => {
    const { chat, model, memory, events } = openTalk({ replies: ['[happy] Welcome back!'] })
    await model.rest('asked')
    const { message, replyId } = chat.send({ text: 'I am so happy!' })
    const ended = chat.ended(replyId)
    await new Promise(setImmediate)
    expect(memory.message(message.id)?.text).toBe('I am so happy!')
    expect(events.map(({ type }) => type)).toContain('user-emotion-detected')
    expect(model.state.phase).toBe('resting')

    await model.load()
    expect((await ended)?.message).toMatchObject({ status: 'complete', text: 'Welcome back!' })
    expect(model.requests).toHaveLength(1)
  })

  test.for(['before it was asked anything', 'while it counts tokens'])('a stop is felt at once %s', async (when) => {
    const { chat, model, unforeseen } = openTalk()
    if (when === 'before it was asked anything') await model.rest('asked')
    else await model.load()
    const { replyId } = chat.send({ text: 'hello' })
    if (when === 'while it counts tokens') await model.rest('asked')
    await new Promise(setImmediate)
    const ended = chat.ended(replyId)
    await chat.stop(replyId)
    expect((await ended)?.message.status).toBe('stopped')
    await model.load()
    await new Promise(setImmediate)
    expect(model.requests).toEqual([])
    expect(unforeseen).toEqual([])
  })
})

describe('trying again', () => {
  test('the new reply takes the place of the old one, with the same prompt', async () => {
    const { chat, say, memory, model } = openTalk({ replies: ['[sad] No.', '[happy] Yes!'] })
    const first = await say('will it be sunny?')
    const { replyId } = chat.retry(first.message.id)
    await chat.ended(replyId)

    const { messages } = memory.messages({ sessionId: first.message.sessionId, limit: 10 })
    expect(messages.map((message) => message.text)).toEqual(['will it be sunny?', 'Yes!'])
    expect(model.requests[1]?.turns).toEqual(model.requests[0]?.turns)
  })

  test('only the latest reply can be tried again, and only when she is silent', async () => {
    const { chat, say } = openTalk()
    const first = await say('one')
    const second = await say('two')
    expect(() => chat.retry(first.message.id)).toThrow(expect.objectContaining({ code: 'RETRY_NOT_LATEST' }))
    expect(() => chat.retry(second.userMessage.id)).toThrow(expect.objectContaining({ code: 'RETRY_NOT_LATEST' }))
    const { replyId } = chat.send({ text: 'three' })
    expect(() => chat.retry(second.message.id)).toThrow(expect.objectContaining({ code: 'REPLY_IN_PROGRESS' }))
    await chat.ended(replyId)
  })
})

describe('what users send', () => {
  test('nothing, or nothing but white space, is refused with a reason', () => {
    const { chat } = openTalk()
    for (const text of ['', '   \n\t ']) {
      expect(() => chat.send({ text })).toThrow(expect.objectContaining({ code: 'MESSAGE_EMPTY' }))
    }
  })

  test('100,000 characters are refused with both numbers, and nothing is stored', () => {
    const { chat, memory } = openTalk()
    expect(() => chat.send({ text: 'a'.repeat(100_000) })).toThrow(
      expect.objectContaining({ code: 'MESSAGE_TOO_LONG', data: { length: 100_000, limit: MAX_MESSAGE_LENGTH } }),
    )
    expect(memory.sessions()).toEqual([])
  })

  test('a message that the model can’t hold is kept, and told so', async () => {
    const { say, memory } = openTalk({ contextSize: 600 })
    const { failure, userMessage } = await say('word '.repeat(500))
    expect(failure?.code).toBe('MESSAGE_DOES_NOT_FIT')
    expect(memory.message(userMessage.id).text).toHaveLength(2500)
    expect((await say('hello')).message.status).toBe('complete')
  })

  test.each(['a\0b', 'שלום, מה שלומך?', 'مرحبا', '👩‍👩‍👧‍👦 é́', '\u202Eevil', '```js\nalert(1)\n```'])(
    '%j arrives whole',
    async (text) => {
      const { say, memory, model } = openTalk({ replies: ['[happy] I see.'] })
      const { userMessage } = await say(text)
      expect(memory.message(userMessage.id).text).toBe(text)
      expect(model.requests[0]?.turns.at(-1)?.text).toBe(text)
    },
  )

  test('one message at a time', async () => {
    const { chat } = openTalk()
    const { replyId } = chat.send({ text: 'one' })
    expect(() => chat.send({ text: 'two' })).toThrow(expect.objectContaining({ code: 'REPLY_IN_PROGRESS' }))
    await chat.ended(replyId)
  })
})

describe('what the model sees', () => {
  test('each turn begins with the one before, word for word', async () => {
    const { say, model } = openTalk()
    for (let i = 0; i < 12; i++) await say(`message number ${i}`)
    const prompts = model.requests.map((request) => request.turns.map((turn) => turn.text))
    for (const [i, prompt] of prompts.entries()) {
      if (i > 0) expect(prompt.slice(0, prompts[i - 1]?.length)).toEqual(prompts[i - 1])
    }
  })

  test('how she is stands before the text, once there is something to say, and stays there', async () => {
    const { say, model } = openTalk({ otherwise: () => '[very happy] How lovely!' })
    await model.choose({
      path: '/models/large.gguf',
      starter: false,
      wish: { ...DEFAULT_SETTINGS.model, contextSize: 2048 },
    })
    for (let i = 0; i < 8; i++) await say('I am so happy!')
    const turns = model.requests.at(-1)?.turns.filter(({ role }) => role === 'user') ?? []
    expect(turns[0]?.text).toBe('(The user seems very happy.)\nI am so happy!')
    expect(turns.at(-1)?.text).toBe('(Kira is in high spirits.)\n(The user seems very happy.)\nI am so happy!')
    for (const { system } of model.requests) expect(system).toBe(model.requests[0]?.system)
    const prompts = model.requests.map((request) => request.turns.map((turn) => turn.text))
    for (const [i, prompt] of prompts.entries()) {
      if (i > 0) expect(prompt.slice(0, prompts[i - 1]?.length)).toEqual(prompts[i - 1])
    }
  })

  test('what the user seems to feel stands there too, in the persona’s language, and nothing where it is not clear', async () => {
    for (const [language, expected] of [
      ['en', '(The user seems a bit sad.)\nje suis un peu triste'],
      ['fr', '(L’utilisateur semble un peu triste.)\nje suis un peu triste'],
    ] as const) {
      const { chat, say, model, memory } = openTalk({ otherwise: () => '[neutral] I see.' }, language)
      await model.choose({
        path: '/models/large.gguf',
        starter: false,
        wish: { ...DEFAULT_SETTINGS.model, contextSize: 2048 },
      })
      const { message, userMessage } = await say('je suis un peu triste')
      expect(model.requests[0]?.turns.at(-1)?.text).toBe(expected)
      expect(memory.promptTurns(userMessage.sessionId)[0]?.promptText).toBe(expected)
      expect(memory.message(userMessage.id).text).toBe('je suis un peu triste')
      await chat.ended(chat.retry(message.id).replyId)
      expect(model.requests[1]?.turns).toEqual(model.requests[0]?.turns)
      await say('It is noon')
      expect(model.requests[2]?.turns.at(-1)?.text).toBe('It is noon')
      expect(model.requests[2]?.system).toBe(model.requests[0]?.system)
    }
  })

  test('the starter model, which never read such a line, is told nothing of it', async () => {
    const { say, model } = openTalk({ otherwise: () => '[very happy] How lovely!' })
    for (let i = 0; i < 8; i++) await say('I am so happy!')
    const texts = model.requests.at(-1)?.turns.flatMap(({ role, text }) => (role === 'user' ? text : []))
    expect(new Set(texts)).toEqual(new Set(['I am so happy!']))
  })

  test('tokens are drawn as the settings say, with the seed of the message before theirs', async () => {
    const reply = { ...DEFAULT_SETTINGS.reply, temperature: 1.5, topP: 0.5, minP: 0.2, repeatPenalty: 1.1, seed: 7 }
    const { chat, model, say } = openTalk({}, 'en', { ...DEFAULT_SETTINGS, reply })
    await model.choose({ path: '/models/large.gguf', starter: false, wish: DEFAULT_SETTINGS.model })
    await say('hello')
    await chat.ended(chat.send({ text: 'again', seed: 9 }).replyId)
    expect(model.requests.map(({ sampling }) => sampling)).toEqual([reply, { ...reply, seed: 9 }])
  })

  test('the starter model speaks at half the temperature, at which it garbles fewer words', async () => {
    const reply = { ...DEFAULT_SETTINGS.reply, temperature: 0.6 }
    const { model, say } = openTalk({}, 'en', { ...DEFAULT_SETTINGS, reply })
    await say('hello')
    expect(model.requests.map(({ sampling }) => sampling)).toEqual([{ ...reply, temperature: 0.3 }])
  })

  test('where the model may think, a part of the context is kept for that', async () => {
    const kept = async (think: boolean) => {
      const reply = { ...DEFAULT_SETTINGS.reply, think }
      const { model, say } = openTalk({ contextSize: 1200 }, 'en', { ...DEFAULT_SETTINGS, reply })
      for (let i = 0; i < 8; i++) await say(`a message of some more words than that, number ${i} `.repeat(4))
      return model.requests.at(-1)?.turns.length ?? 0
    }
    expect(await kept(true)).toBeLessThan(await kept(false))
  })

  test('when the history is full, whole turns go from its front, and then it only grows again', async () => {
    const { say, model } = openTalk({ contextSize: 1500, otherwise: () => '[happy] I see.' })
    for (let i = 0; i < 30; i++) await say(`message ${i} ${'word '.repeat(15)}`)
    const ownWords = (text = '') => text.replace(/^<memory>\n[\s\S]*<\/memory>\n/, '')
    const starts = model.requests.map((request) => ownWords(request.turns[0]?.text).slice(0, 10))
    const moves = starts.filter((start, i) => i > 0 && start !== starts[i - 1]).length
    expect(moves).toBeGreaterThan(0)
    expect(moves).toBeLessThan(8)
    for (const request of model.requests) expect(request.turns[0]?.role).toBe('user')
  })

  test('what fell out of the history is recalled when it fits', async () => {
    const { say, model } = openTalk({ contextSize: 600 })
    await say('my cat is called Chaussette')
    for (let i = 0; i < 30; i++) await say(`filler ${i} ${'word '.repeat(15)}`)
    const { message } = await say('Chaussette')
    expect(model.requests.at(-1)?.turns.at(-1)?.text).toContain('user: my cat is called Chaussette\n')
    expect(message.recalled.map((line) => line.text)).toContain('my cat is called Chaussette')
  })
})
