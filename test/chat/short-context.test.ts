import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { createChat } from '../../electron/chat/chat.ts'
import { createMoods } from '../../electron/chat/moods.ts'
import { readPersona } from '../../electron/chat/persona.ts'
import { DEFAULT_SETTINGS, type Language } from '../../electron/contract/index.ts'
import { feelingReader, PERSONALITIES } from '../../electron/emotion/index.ts'
import { createLocalModel } from '../../electron/llm/local/create-local-model.ts'
import { fakeClassifier } from '../emotion/fake-classifier.ts'
import { openModelProcesses } from '../llm/model-processes.ts'
import { silentLog } from '../llm/silent-log.ts'
import { openAt, temporaryFolder, ticking } from '../memory/helpers.ts'
import { noteRequests } from './note-requests.ts'

/** The starter model in its process, with the smallest context that can be set; Kira's own persona, and a real database. */

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const CONTEXT = 512
const PERSONA = readPersona(here('../../data/personas/kira.json'))

async function openTalk({ language = 'en' as Language, starter = true } = {}) {
  const folder = temporaryFolder()
  const { memory } = openAt(join(folder, 'kira.db'), Date.now)
  const model = createLocalModel({ startProcess: openModelProcesses().start, log: silentLog })
  const wish = { ...DEFAULT_SETTINGS.model, contextSize: CONTEXT }
  await model.choose({ path: here('../../models/kira-starter.gguf'), starter, wish })
  const asked = noteRequests(model)
  const chat = createChat({
    memory,
    model,
    persona: PERSONA,
    moods: createMoods({ memory, clock: ticking(), personality: PERSONALITIES[PERSONA.personality] }),
    readFeeling: feelingReader(fakeClassifier),
    settings: () => ({ ...DEFAULT_SETTINGS, reply: { ...DEFAULT_SETTINGS.reply, seed: 1 } }),
    language: () => language,
    publish() {},
    logError(error) {
      throw error
    },
  })
  onTestFinished(async () => {
    await chat.dispose()
    await model.dispose()
    memory.close()
  })
  async function say(text: string) {
    const end = await chat.ended(chat.send({ text }).replyId)
    if (end === undefined) throw new Error('no reply began')
    return end
  }
  /** Without tasks, such as summaries. */
  const talk = () => asked.filter(({ request }) => request.purpose !== 'task')
  return { say, talk, memory, chat }
}

const SAYS: Record<Language, readonly string[]> = {
  en: [
    'Hello Kira, my cat is called Chaussette and she sleeps on the warm radiator in the kitchen all day long',
    'I am so happy, the cat caught her first mouse in the garden behind the house this morning!',
    'My sister Anna has a cat too, a big black one that is afraid of the vacuum cleaner and of thunder',
    'What do you think of cats?',
    'The cat is a bit sad today',
  ],
  fr: [
    'Bonjour Kira, mon chat s’appelle Chaussette et il dort toute la journée sur le radiateur chaud de la cuisine',
    'Je suis si content, le chat a attrapé sa première souris dans le jardin derrière la maison ce matin !',
    'Ma sœur Anna a aussi un chat, un gros chat noir qui a peur de l’aspirateur et de l’orage',
    'Que penses-tu des chats ?',
    'Le chat est un peu triste aujourd’hui',
  ],
}

test.for([
  { language: 'en', starter: true },
  { language: 'fr', starter: true },
  { language: 'fr', starter: false },
] as const)('with 512 tokens, ten messages are answered, and there is room for each reply (%o)', async (who) => {
  const { say, talk, memory } = await openTalk(who)
  let recalled = 0
  for (let turn = 0; turn < 10; turn++) {
    const text = `${SAYS[who.language][turn % 5]}${turn < 5 ? '' : ` (${turn})`}`
    const { message, failure } = await say(text)
    expect(failure).toBeNull()
    expect(message.text).toMatch(/\p{L}/u)
    recalled += message.recalled.length
    const { request, result } = talk()[turn] ?? {}
    expect(request?.turns.at(-1)?.text).toContain(text)
    expect(request?.maxTokens).toBeGreaterThanOrEqual(160)
    expect((result?.tokens.prompt ?? CONTEXT) + (request?.maxTokens ?? 0)).toBeLessThanOrEqual(CONTEXT)
    // A talk that begins anew remembers the one before.
    if (turn === 4) memory.markOpen(memory.createSession().id)
  }
  expect(recalled).toBeGreaterThan(0)
})

test('a long message takes the place of what would stand in front of it; a longer one is refused, and said to be', async () => {
  const { say, talk, memory, chat } = await openTalk()
  for (const text of SAYS.en) await say(text)
  memory.markOpen(memory.createSession().id)
  const words = (count: number) => `The cat ${'is good and '.repeat(count)}`
  let longest = 0
  while ((await say(words(longest + 12))).failure === null && longest < 100) longest += 12
  const { message, failure } = await say(words(longest))
  expect(failure).toBeNull()
  expect(message.recalled).toEqual([])
  const again = await chat.ended(chat.retry(message.id).replyId)
  expect(again?.failure).toBeNull()
  expect(talk().at(-1)?.request.turns).toEqual([{ role: 'user', text: words(longest) }])

  const refused = await say(words(longest + 12))
  expect(refused.failure).toMatchObject({ code: 'MESSAGE_DOES_NOT_FIT' })
  const { tokens, limit } = refused.failure?.data ?? {}
  expect(tokens).toBeGreaterThan(Number(limit))
  expect(limit).toBeGreaterThan(150)
})
