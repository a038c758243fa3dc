import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient, ORPCError, type RouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Companion } from '../../electron/app/create-companion.ts'
import { createOnNode } from '../../electron/app/create-on-node.ts'
import type { CompanionRouter } from '../../electron/app/router.ts'
import { type CompanionEvent, DEFAULT_SETTINGS, type Snapshot } from '../../electron/contract/index.ts'
import { openSqliteMemory } from '../../electron/memory/sqlite/memory.ts'
import { writeTinyModel } from '../llm/tiny-model.ts'

type Client = RouterClient<CompanionRouter>
type EventOf<T extends CompanionEvent['type']> = Extract<CompanionEvent, { type: T }>

let dataDir: string
let open: Companion[] = []

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'kira-app-'))
})

afterEach(async () => {
  for (const companion of open) await companion.dispose()
  open = []
  rmSync(dataDir, { recursive: true, force: true })
})

/** Kira with the real database, the real settings file and the real starter model. */
async function start(): Promise<Client> {
  const { companion } = await createOnNode({ dataDir })
  open.push(companion)
  return createRouterClient(companion.router)
}

async function stop(): Promise<void> {
  await open.pop()?.dispose()
}

/** A page: it listens, and can be asked for the next event of a kind. */
async function openPage(client: Client) {
  const abort = new AbortController()
  const events = await client.events(undefined, { signal: abort.signal })
  const seen: CompanionEvent[] = []
  async function until<T extends CompanionEvent['type']>(
    type: T,
    fits: (event: EventOf<T>) => boolean = () => true,
  ): Promise<EventOf<T>> {
    for (;;) {
      const { value, done } = await events.next()
      if (done) throw new Error(`the events ended before a ${type}`)
      seen.push(value)
      if (value.type === type && fits(value as EventOf<T>)) return value as EventOf<T>
    }
  }
  return { until, seen, close: () => abort.abort() }
}

async function snapshotOf(client: Client): Promise<Snapshot> {
  const page = await openPage(client)
  const { snapshot } = await page.until('snapshot')
  page.close()
  return snapshot
}

describe('a talk', () => {
  test('is answered by the starter model, seen alike by two windows, and known after a restart', async () => {
    const client = await start()
    const chat = await openPage(client)
    const overlay = await openPage(client)
    const { replyId } = await client.chat.send({ text: 'hello' })
    const end = await chat.until('reply-end', (event) => event.message.id === replyId)
    await overlay.until('reply-end', (event) => event.message.id === replyId)

    expect(end).toMatchObject({ failure: null, message: { status: 'complete', model: 'kira-starter.gguf' } })
    expect(end.message.text).not.toMatch(/[[\]]/)
    const text = (page: typeof chat) =>
      page.seen.flatMap((event) => (event.type === 'reply-delta' ? event.text : [])).join('')
    expect(text(chat)).toBe(end.message.text)
    expect(text(overlay)).toBe(end.message.text)

    await stop()
    const again = await start()
    const { session } = await snapshotOf(again)
    const { messages } = await again.messages.list({ sessionId: session.id })
    expect(messages.map((message) => [message.role, message.text])).toEqual([
      ['user', 'hello'],
      ['assistant', end.message.text],
    ])
  })

  test('moves her mood, which is told to the pages, has a history, and is the same after a restart', async () => {
    const client = await start()
    const page = await openPage(client)
    let { mood } = (await page.until('snapshot')).snapshot
    expect(mood.face).toEqual({ emotion: 'neutral', weight: 0 })
    for (const text of ['I am so angry at you!!', 'I am FURIOUS!!']) {
      const { replyId } = await client.chat.send({ text })
      expect((await page.until('mood-changed')).mood.restlessness).toBeGreaterThan(0.5)
      await page.until('reply-end', ({ message }) => message.id === replyId)
      mood = (await page.until('mood-changed')).mood
    }
    const { points, movers } = await client.mood.history()
    expect(points).toHaveLength(73)
    expect(movers.map(({ role }) => role)).toContain('user')

    await stop()
    const again = (await snapshotOf(await start())).mood
    expect(Math.abs(again.face.weight - mood.face.weight)).toBeLessThan(0.02)
    expect(Math.abs(again.restlessness - mood.restlessness)).toBeLessThan(0.02)
    expect(again.words).toEqual(mood.words)
  })

  test('a window that opens in the middle of a reply is whole at once', async () => {
    const client = await start()
    const first = await openPage(client)
    const { replyId } = await client.chat.send({ text: 'tell me a story' })
    await first.until('reply-delta', (event) => event.text.trim() !== '')
    const late = await openPage(client)
    const { snapshot } = await late.until('snapshot')
    const end = await late.until('reply-end', (event) => event.message.id === replyId)
    const rest = late.seen.flatMap((event) => (event.type === 'reply-delta' ? event.text : [])).join('')
    expect((snapshot.reply?.text ?? '') + rest).toBe(end.message.text)
  })

  test('a page that closes stops listening, and the talk goes on', async () => {
    const client = await start()
    const page = await openPage(client)
    await page.until('snapshot')
    page.close()
    await expect(page.until('reply-end')).rejects.toThrow()
    const other = await openPage(client)
    await client.chat.send({ text: 'hello' })
    expect((await other.until('reply-end')).failure).toBeNull()
  })
})

describe('settings', () => {
  test('reach every window and the next start', async () => {
    const client = await start()
    const page = await openPage(client)
    await client.settings.change({ language: 'fr', overlay: { height: 400 } })
    expect((await page.until('settings-changed')).settings).toMatchObject({ language: 'fr', overlay: { height: 400 } })
    await stop()
    expect((await snapshotOf(await start())).settings).toMatchObject({ language: 'fr', overlay: { height: 400 } })
  })

  test('a wrong value is refused by name, as a typed error, and nothing changes', async () => {
    const client = await start()
    const error = await client.settings.change({ theme: 'dark', reply: { temperature: 9 } }).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(ORPCError)
    expect(error).toMatchObject({ code: 'SETTING_INVALID', defined: true, data: { setting: 'reply.temperature' } })
    expect((await client.settings.get()).theme).toBe('system')
  })

  test('a wrong value in the file is named, and the good ones stay', async () => {
    writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ theme: 'dark', reply: { temperature: 'hot' } }))
    const { settings, notices } = await snapshotOf(await start())
    expect(settings).toMatchObject({ theme: 'dark', reply: DEFAULT_SETTINGS.reply })
    expect(notices).toMatchObject([{ code: 'SETTING_INVALID', data: { setting: 'reply.temperature' } }])
  })
})

describe('models', () => {
  test('of her own folder are listed, looked at and deleted, and every window is told', async () => {
    const path = join(dataDir, 'models', 'tiny.gguf')
    mkdirSync(join(dataDir, 'models'))
    writeTinyModel(path, { name: 'Tiny one' })
    const client = await start()
    const page = await openPage(client)
    const own = async () => (await client.models.list()).models.filter(({ source }) => source === 'kira')
    expect((await own()).map(({ facts }) => facts.name)).toEqual(['Tiny one'])
    expect((await client.models.inspect({ path })).model.facts.kind).toBe('chat')
    expect((await client.models.offered()).length).toBeGreaterThanOrEqual(6)

    await client.models.remove({ path })
    await page.until('models-changed')
    expect(await own()).toEqual([])
    await expect(client.models.inspect({ path })).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND', defined: true })
    page.close()
  })
})

describe('the model', () => {
  test('rests for a game: a message is kept, and answered after the wake', async () => {
    const client = await start()
    const page = await openPage(client)
    await client.model.load()
    await client.model.rest()
    const { message, replyId } = await client.chat.send({ text: 'hello' })
    await page.until('user-emotion-detected', ({ messageId }) => messageId === message.id)
    const resting = await snapshotOf(client)
    expect(resting.model).toEqual({ phase: 'resting', why: 'asked' })
    expect(resting.reply).toMatchObject({ id: replyId, text: '' })
    expect(resting.machine).toMatchObject({ ramTotal: expect.any(Number) })

    await client.model.load()
    const end = await page.until('reply-end', (event) => event.message.id === replyId)
    expect(end).toMatchObject({ failure: null, message: { status: 'complete', model: 'kira-starter.gguf' } })
    expect(page.seen.filter(({ type }) => type === 'reply-end')).toHaveLength(1)
    expect(page.seen.map(({ type }) => type)).toContain('machine-known')
    const steps = page.seen.flatMap((event) =>
      event.type === 'model-changed' && event.model.phase === 'loading' ? event.model.step : [],
    )
    expect(steps).toContain('warming-up')
  })
})

describe('what can be wrong with the files', () => {
  test('a model that is none is told, the message is kept, and another model answers it', async () => {
    const garbage = join(dataDir, 'garbage.gguf')
    writeFileSync(garbage, 'this is no model')
    const client = await start()
    const page = await openPage(client)
    await client.settings.change({ model: { path: garbage } })
    const { replyId } = await client.chat.send({ text: 'hello' })
    const failed = await page.until('reply-end', (event) => event.message.id === replyId)
    expect(failed).toMatchObject({ failure: { code: 'MODEL_NOT_GGUF' }, message: { status: 'failed' } })

    await client.settings.change({ model: { path: null } })
    const retried = await client.chat.retry({ replyId })
    const end = await page.until('reply-end', (event) => event.message.id === retried.replyId)
    expect(end).toMatchObject({ failure: null, message: { status: 'complete' } })
  })

  test('a damaged memory is kept aside, a new one is begun, and both are said', async () => {
    writeFileSync(join(dataDir, 'kira.db'), 'SQLite? No. '.repeat(1000))
    const { notices } = await snapshotOf(await start())
    expect(notices).toMatchObject([{ code: 'DATABASE_CORRUPT', level: 'warning' }])
    const kept = readdirSync(dataDir).find((name) => name.includes('damaged'))
    expect(readFileSync(join(dataDir, kept ?? ''), 'utf8')).toMatch(/^SQLite\? No\./)
  })

  test('a memory of a newer version is left as it is', async () => {
    const path = join(dataDir, 'kira.db')
    const { memory } = openSqliteMemory({ path, clock: Date.now, newId: () => crypto.randomUUID() })
    memory.close()
    const file = readFileSync(path)
    file.writeUInt32BE(9999, 60) // user_version, https://www.sqlite.org/fileformat.html#the_database_header
    writeFileSync(path, file)
    await expect(start()).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
    expect(readFileSync(path).equals(file)).toBe(true)
  })
})
