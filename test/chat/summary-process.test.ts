import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createChat } from '../../electron/chat/chat.ts'
import { createMoods } from '../../electron/chat/moods.ts'
import { DEFAULT_SETTINGS } from '../../electron/contract/index.ts'
import { feelingReader, PERSONALITIES } from '../../electron/emotion/index.ts'
import { createLocalModel } from '../../electron/llm/local/create-local-model.ts'
import { fakeClassifier } from '../emotion/fake-classifier.ts'
import { openModelProcesses } from '../llm/model-processes.ts'
import { silentLog } from '../llm/silent-log.ts'
import { type TinyModelOptions, writeTinyModel } from '../llm/tiny-model.ts'
import { openAt, temporaryFolder, ticking } from '../memory/helpers.ts'
import { noteRequests } from './note-requests.ts'

/** The real process with a real (tiny) model, whose tokens are letters, and a real database. */

const WAIT = { timeout: 30_000, interval: 5 }
const PERSONA = {
  id: 'kira',
  name: 'Kira',
  systemPrompt: { en: '[neutral]', fr: '[neutral]' },
  personality: 'even',
} as const
const FRONT = '<memory>\nEarlier in this talk: They met.\n</memory>\n'

async function openTalk(folder: string, options: TinyModelOptions) {
  const path = join(folder, 'tiny.gguf')
  writeTinyModel(path, options)
  const { memory } = openAt(join(folder, 'kira.db'), Date.now)
  const model = createLocalModel({ startProcess: openModelProcesses().start, log: silentLog })
  await model.choose({ path, starter: false, wish: { ...DEFAULT_SETTINGS.model, contextSize: 1024 } })
  const asked = noteRequests(model)
  const chat = createChat({
    memory,
    model,
    persona: PERSONA,
    moods: createMoods({ memory, clock: ticking(), personality: PERSONALITIES.even }),
    readFeeling: feelingReader(fakeClassifier),
    settings: () => ({ ...DEFAULT_SETTINGS, reply: { ...DEFAULT_SETTINGS.reply, maxTokens: 24, seed: 1 } }),
    language: () => 'en',
    publish() {},
    logError(error) {
      throw error
    },
  })
  async function close(): Promise<void> {
    await chat.dispose()
    await model.dispose()
    memory.close()
  }
  const tasks = () => asked.filter(({ request }) => request.purpose === 'task')
  const replies = () => asked.filter(({ request }) => request.purpose !== 'task')
  let said = 0
  async function say(): Promise<void> {
    const end = await chat.ended(chat.send({ text: `message number ${said++} and some more words after it` }).replyId)
    expect(end?.failure).toBeNull()
  }
  /** Talks until the prompt begins with something else than before. */
  async function talkUntilShift(): Promise<void> {
    await say()
    const oldest = () => replies().at(-1)?.request.turns[0]?.text
    const before = oldest()
    for (let i = 0; i < 40 && oldest() === before; i++) await say()
    expect(oldest()).not.toBe(before)
  }
  const summary = () => memory.summary(memory.openSession()?.id ?? '')
  return { replies, tasks, say, talkUntilShift, summary, close }
}

test('what went is summed up beside the talk, which goes on as it was, and is there after a restart', async () => {
  const folder = temporaryFolder()
  const says = ['[neutral]', '▁They', '▁met', '.']
  const { replies, tasks, talkUntilShift, say, summary, close } = await openTalk(folder, { says })
  onTestFinished(close)
  await talkUntilShift()
  await vi.waitFor(() => expect(summary()?.text).toBe('They met.'), WAIT)
  expect(tasks()[0]?.result?.stopReason).toBe('end')

  const before = replies().at(-1)?.result?.tokens.prompt ?? 0
  await say()
  expect(replies().at(-1)?.result?.tokens.reused).toBeGreaterThanOrEqual(before)
  await talkUntilShift()
  expect(replies().at(-1)?.request.turns[0]?.text.startsWith(FRONT)).toBe(true)
  await close()

  const later = await openTalk(folder, { says })
  onTestFinished(later.close)
  await later.say()
  expect(later.replies()[0]?.request.turns[0]?.text.startsWith(FRONT)).toBe(true)
})

test('a new message ends it at once, and it is made after a later reply', async () => {
  const { tasks, talkUntilShift, say, summary, close } = await openTalk(temporaryFolder(), { layers: 8, width: 256 })
  onTestFinished(close)
  await talkUntilShift()
  await vi.waitFor(() => expect(tasks()).toHaveLength(1), WAIT)
  await say()
  expect(tasks()[0]?.result).toMatchObject({ stopReason: 'aborted' })
  await vi.waitFor(() => expect(summary()?.text).toMatch(/\p{L}/u), WAIT)
  expect(tasks()[1]?.request.turns).toEqual(tasks()[0]?.request.turns)
  expect(tasks()[1]?.result?.stopReason).toBe('length')
})
