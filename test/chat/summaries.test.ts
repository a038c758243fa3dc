import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createChat } from '../../electron/chat/chat.ts'
import { createMoods } from '../../electron/chat/moods.ts'
import { type CompanionEvent, DEFAULT_SETTINGS, KiraError } from '../../electron/contract/index.ts'
import { feelingReader, PERSONALITIES } from '../../electron/emotion/index.ts'
import { createInMemoryModel, type InMemoryModelOptions, type ScriptedReply } from '../../electron/llm/in-memory.ts'
import { createInMemoryMemory } from '../../electron/memory/in-memory.ts'
import type { Memory } from '../../electron/memory/port.ts'
import { fakeClassifier } from '../emotion/fake-classifier.ts'
import { openAt, temporaryFolder, ticking } from '../memory/helpers.ts'

const PERSONA = {
  id: 'kira',
  name: 'Kira',
  systemPrompt: { en: 'You are Kira.', fr: 'Tu es Kira.' },
  personality: 'even',
} as const
const LARGE = { path: '/models/large.gguf', starter: false, wish: { ...DEFAULT_SETTINGS.model, contextSize: 600 } }

interface TalkOptions extends Pick<InMemoryModelOptions, 'beforeChunk'> {
  readonly memory?: Memory
  /** What the model answers when it is asked for its nth summary. */
  readonly sums?: (count: number) => ScriptedReply
}

/** A talk with a model that has room for some messages only, and sums up what it is told to. */
async function openLongTalk({
  memory: given,
  sums = (count) => `Summary number ${count}.`,
  beforeChunk,
}: TalkOptions = {}) {
  const clock = ticking()
  const memory = given ?? createInMemoryMemory({ clock, newId: () => crypto.randomUUID() })
  let asked = 0
  const model = createInMemoryModel({
    otherwise: ({ purpose }) => (purpose === 'task' ? sums(++asked) : '[neutral] I see.'),
    ...(beforeChunk && { beforeChunk }),
  })
  await model.choose(LARGE)
  const events: CompanionEvent[] = []
  const unforeseen: unknown[] = []
  const chat = createChat({
    memory,
    model,
    persona: PERSONA,
    moods: createMoods({ memory, clock, personality: PERSONALITIES[PERSONA.personality] }),
    readFeeling: feelingReader(fakeClassifier),
    settings: () => DEFAULT_SETTINGS,
    language: () => 'en',
    publish: (event) => events.push(event),
    logError: (error) => unforeseen.push(error),
  })
  const requestsOf = (purpose: 'task' | undefined) => model.requests.filter((request) => request.purpose === purpose)
  const kept = () => memory.summary(memory.openSession()?.id ?? '')?.text
  let said = 0
  /** Says something that takes some room, and waits for the reply and what the twin does after it. */
  async function say(text = `message ${said++} ${'word '.repeat(15)}`): Promise<void> {
    await chat.ended(chat.send({ text }).replyId)
    await new Promise(setImmediate)
  }
  /** Talks until the model has been asked for so many summaries. */
  async function talkUntilAsked(count: number): Promise<void> {
    for (let i = 0; i < 40 && requestsOf('task').length < count; i++) await say()
    expect(requestsOf('task')).toHaveLength(count)
  }
  return { memory, model, chat, events, unforeseen, requestsOf, kept, say, talkUntilAsked }
}

test('what went is summed up after the reply, and stands in the prompt from the next shift on, and only then', async () => {
  const { say, requestsOf, kept, events, memory, model } = await openLongTalk()
  for (let i = 0; i < 40; i++) await say()

  const prompts = requestsOf(undefined).map(({ turns }) => turns.map(({ text }) => text))
  const shifts = prompts.filter((prompt, i) => prompt[0] !== prompts[i - 1]?.[0]).slice(1)
  expect(shifts.length).toBeGreaterThan(3)
  for (const [i, prompt] of prompts.entries()) {
    const before = prompts[i - 1] ?? []
    if (!shifts.includes(prompt)) expect(prompt.slice(0, before.length)).toEqual(before)
  }
  const front = (number: number) => `<memory>\nEarlier in this talk: Summary number ${number}.\n</memory>\nmessage `
  for (const [number, [oldest = '']] of shifts.entries()) {
    if (number === 0) expect(oldest).toMatch(/^message /)
    else expect(oldest.slice(0, front(number).length)).toBe(front(number))
  }

  const tasks = requestsOf('task')
  expect(tasks).toHaveLength(shifts.length)
  expect(kept()).toBe(`Summary number ${tasks.length}.`)
  const [first = '', second = ''] = tasks.map(({ turns }) => turns[0]?.text)
  expect(first).toMatch(/^user: message 0 /)
  expect(second).toMatch(/^What came before: Summary number 1\.\n\nuser: message \d+ /)
  const toldOf = tasks.flatMap(({ turns }) => turns[0]?.text.match(/message \d+/g) ?? [])
  expect(toldOf).toEqual([...toldOf.keys()].map((number) => `message ${number}`))
  const beforeTasks = model.requests.filter((_, i) => model.requests[i + 1]?.purpose === 'task')
  expect(beforeTasks.map(({ turns }) => turns[0]?.text)).toEqual(shifts.map(([oldest]) => oldest))

  expect(JSON.stringify(events)).not.toContain('Summary')
  const { messages } = memory.messages({ sessionId: memory.openSession()?.id ?? '', limit: 100 })
  expect(messages).toHaveLength(80)
  expect(JSON.stringify(messages)).not.toContain('Summary')
})

test('a new message ends it at once and waits for nothing; it is tried again after the reply to that', async () => {
  const held = Promise.withResolvers<void>()
  let hold: Promise<void> | undefined
  const { say, kept, requestsOf, talkUntilAsked, unforeseen } = await openLongTalk({
    sums(count) {
      if (count === 1) hold = held.promise
      return `Summary number ${count}.`
    },
    async beforeChunk() {
      const mine = hold
      hold = undefined
      await mine
    },
  })
  await talkUntilAsked(1)
  expect(kept()).toBeUndefined()
  await say('are you there?')
  expect(requestsOf('task').map(({ turns }) => turns)).toEqual(Array(2).fill(requestsOf('task')[0]?.turns))
  expect(kept()).toBe('Summary number 2.')

  held.resolve()
  await new Promise(setImmediate)
  expect(kept()).toBe('Summary number 2.')
  expect(unforeseen).toEqual([])
})

test('the end of the talk ends it too', async () => {
  const held = Promise.withResolvers<void>()
  let isAsked = false
  const { chat, kept, talkUntilAsked } = await openLongTalk({
    sums() {
      isAsked = true
      return 'A summary that comes late.'
    },
    beforeChunk: () => (isAsked ? held.promise : Promise.resolve()),
  })
  await talkUntilAsked(1)
  await chat.dispose()
  held.resolve()
  await new Promise(setImmediate)
  expect(kept()).toBeUndefined()
})

test('the starter model is not asked for any', async () => {
  const { model, say, requestsOf } = await openLongTalk()
  await model.choose({ ...LARGE, starter: true })
  for (let i = 0; i < 20; i++) await say()
  expect(requestsOf('task')).toEqual([])
  expect(requestsOf(undefined)[19]?.turns[0]?.text).not.toMatch(/^message 0 /)
})

test.each<[string, ScriptedReply]>([
  ['says nothing', ''],
  ['has only tags to say', '[happy] [sad]'],
  ['dies', { chunks: ['They '], error: new KiraError('MODEL_DIED') }],
])('where the model %s, nothing is kept, and it is not asked again before more has gone', async (_, answer) => {
  const { say, kept, requestsOf, talkUntilAsked, unforeseen } = await openLongTalk({
    sums: (count) => (count === 1 ? answer : 'They met.'),
  })
  await talkUntilAsked(1)
  await say('short')
  expect(requestsOf('task')).toHaveLength(1)
  expect(kept()).toBeUndefined()
  await talkUntilAsked(2)
  expect(kept()).toBe('They met.')
  expect(requestsOf('task')[1]?.turns[0]?.text).toMatch(/^user: message 0 /)
  expect(unforeseen).toEqual([])
})

test('what nobody foresaw is told, and the talk goes on', async () => {
  const { memory, say, talkUntilAsked, unforeseen, requestsOf } = await openLongTalk()
  const broken = new Error('broken')
  memory.keepSummary = () => {
    throw broken
  }
  await talkUntilAsked(1)
  await say('still there?')
  expect(unforeseen).toEqual([broken])
  expect(requestsOf(undefined).at(-1)?.turns.at(-1)?.text).toContain('still there?')
})

test('a summary is there after a restart, and the prompt begins with it', async () => {
  const path = join(temporaryFolder(), 'kira.db')
  const before = await openLongTalk({ memory: openAt(path).memory })
  await before.talkUntilAsked(1)
  await before.chat.dispose()
  before.memory.close()

  const { say, requestsOf, memory } = await openLongTalk({ memory: openAt(path, ticking(Date.UTC(2026, 1, 1))).memory })
  await say('hello again')
  expect(requestsOf(undefined)[0]?.turns[0]?.text).toMatch(
    /^<memory>\nEarlier in this talk: Summary number 1\.\n<\/memory>\nmessage /,
  )
  memory.close()
})
