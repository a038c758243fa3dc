import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient, type RouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createArrivals } from '../../electron/app/arrivals.ts'
import type { Companion } from '../../electron/app/create-companion.ts'
import { createOnNode } from '../../electron/app/create-on-node.ts'
import type { CompanionRouter } from '../../electron/app/router.ts'
import { type CompanionEvent, PIECE_BYTES } from '../../electron/contract/index.ts'
import { makeVrma } from '../avatar/make-motions.ts'
import { makeVrm } from '../avatar/make-vrm.ts'

type Client = RouterClient<CompanionRouter>

const BOXY = makeVrm({ name: 'Boxy' })
const MOVE = Buffer.from(makeVrma({ arm: [0, 1, 0], hips: [1, 1.1, 1], seconds: 1 }))

let dataDir: string
let companion: Companion | undefined

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'kira-app-avatars-'))
})
afterEach(async () => {
  await companion?.dispose()
  companion = undefined
  rmSync(dataDir, { recursive: true, force: true })
})

/** Kira with a real data folder, started again where she is running already. */
async function start(): Promise<Client> {
  await companion?.dispose()
  companion = (await createOnNode({ dataDir })).companion
  return createRouterClient(companion.router)
}

/** Sends a file as a page does, and answers what `add` takes. */
async function send(client: Client, name: string, bytes: Buffer): Promise<{ file: string }> {
  const { id } = await client.files.begin({ name, bytes: bytes.length })
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    await client.files.append({ id, piece: bytes.subarray(at, at + PIECE_BYTES).toString('base64') })
  }
  return { file: id }
}

/** A window, which knows what is shown, and what it was told. */
async function openWindow(client: Client) {
  const abort = new AbortController()
  const events: CompanionEvent[] = []
  const iterator = await client.events(undefined, { signal: abort.signal })
  const listening = (async () => {
    for await (const event of iterator) events.push(event)
  })().catch(() => {})
  await vi.waitUntil(() => events.length > 0)
  return {
    /** What it was told of avatars and notices, from the snapshot on. */
    told: () =>
      events.flatMap((event) => {
        if (event.type === 'snapshot') return [`shows ${event.snapshot.avatar.info.name}`]
        if (event.type === 'avatar-changed') return [`shows ${event.avatar.info.name}`]
        return event.type === 'notice-added' ? [event.notice.code] : []
      }),
    shown: () =>
      events.reduce<Extract<CompanionEvent, { type: 'avatar-changed' }>['avatar'] | null>((shown, event) => {
        if (event.type === 'snapshot') return event.snapshot.avatar
        return event.type === 'avatar-changed' ? event.avatar : shown
      }, null),
    notices: () => events.flatMap((event) => (event.type === 'snapshot' ? event.snapshot.notices : [])),
    async close() {
      abort.abort()
      await listening
    },
  }
}

describe('an avatar', () => {
  test('is added, chosen, seen in every window, there again after a restart, and removed', async () => {
    const client = await start()
    const window = await openWindow(client)
    const info = await client.avatars.add(await send(client, 'boxy.vrm', BOXY))
    expect(window.told()).toEqual(['shows Kira'])
    await client.settings.change({ avatar: { id: info.id } })
    await vi.waitFor(() => expect(window.told()).toEqual(['shows Kira', 'shows Boxy']))
    await client.avatars.keepProfile({ avatar: info.id, effective: { happy: 7 }, choices: {} })
    await vi.waitFor(() => expect(window.shown()?.profile?.effective).toEqual({ happy: 7 }))
    await window.close()

    const again = await start()
    const later = await openWindow(again)
    expect(later.shown()).toEqual({
      info,
      profile: { avatar: info.id, effective: { happy: 7 }, choices: {} },
      motions: [],
    })
    await again.avatars.remove({ id: info.id })
    await vi.waitFor(() => expect(later.told()).toEqual(['shows Boxy', 'shows Kira']))
    expect((await again.settings.get()).avatar.id).toBe('kira')
    expect((await again.avatars.list()).map(({ name }) => name)).toEqual(['Kira'])
    await later.close()
  })

  test('whose file is gone is told once, and Kira shows her own body from then on', async () => {
    const client = await start()
    const { id } = await client.avatars.add(await send(client, 'boxy.vrm', BOXY))
    await client.settings.change({ avatar: { id } })
    rmSync(join(dataDir, 'avatars', `${id}.vrm`))
    const window = await openWindow(await start())
    expect(window.shown()?.info.id).toBe('kira')
    expect(window.notices()).toMatchObject([{ code: 'AVATAR_MISSING', level: 'warning' }])
    expect(JSON.parse(readFileSync(join(dataDir, 'settings.json'), 'utf8'))).toEqual({ avatar: { id: 'kira' } })
    await window.close()
    const next = await openWindow(await start())
    expect(next.notices()).toEqual([])
    await next.close()
  })

  test('that is not there can’t be chosen: her own body stays', async () => {
    const client = await start()
    const window = await openWindow(client)
    const { avatar } = await client.settings.change({ avatar: { id: 'a'.repeat(64) } })
    expect(avatar.id).toBe('kira')
    await vi.waitFor(() => expect(window.told()).toContain('AVATAR_MISSING'))
    expect(window.shown()?.info.id).toBe('kira')
    await window.close()
  })

  test('that is refused says why, and what is shown stays', async () => {
    const client = await start()
    const file = await send(client, 'notes.vrm', Buffer.from('Dear diary'))
    const refused = client.avatars.add(file)
    await expect(refused).rejects.toMatchObject({ code: 'AVATAR_NOT_VRM', defined: true, data: { file: 'notes.vrm' } })
    await expect(client.avatars.remove({ id: 'kira' })).rejects.toMatchObject({ code: 'AVATAR_IS_KIRA' })
  })

  test('whose label was damaged is told, and shown all the same', async () => {
    const client = await start()
    const { id } = await client.avatars.add(await send(client, 'boxy.vrm', BOXY))
    await client.settings.change({ avatar: { id } })
    writeFileSync(join(dataDir, 'avatars', `${id}.json`), '{')
    const window = await openWindow(await start())
    expect(window.shown()?.info.name).toBe('Boxy')
    expect(window.notices()).toMatchObject([{ code: 'AVATAR_PROFILE_DAMAGED' }])
    await window.close()
  })
})

test('a movement stands for a gesture until it is removed', async () => {
  const client = await start()
  const window = await openWindow(client)
  const motion = await client.motions.add(await send(client, 'hello.vrma', MOVE))
  expect(window.shown()?.motions).toEqual([])
  await client.settings.change({ avatar: { motions: { wave: motion.id, nod: motion.id } } })
  await vi.waitFor(() => expect(window.shown()?.motions).toEqual([motion]))
  await client.settings.change({ avatar: { motions: { nod: null } } })
  await client.motions.remove({ id: motion.id })
  await vi.waitFor(() => expect(window.shown()?.motions).toEqual([]))
  expect((await client.settings.get()).avatar.motions).toMatchObject({ wave: null, nod: null })
  expect(await client.motions.list()).toEqual([])
  await window.close()
})

describe('a file that is being sent', () => {
  const create = () => {
    let count = 0
    return createArrivals({ newId: () => `file-${++count}` })
  }
  const piece = Buffer.from('abc').toString('base64')

  test('arrives as it was, in any number of pieces', () => {
    const arrivals = create()
    const { id } = arrivals.begin({ name: 'a.vrm', bytes: 6 })
    arrivals.append({ id, piece })
    arrivals.append({ id, piece })
    expect(arrivals.take(id)).toEqual({ name: 'a.vrm', bytes: Buffer.from('abcabc') })
    expect(() => arrivals.take(id)).toThrow(expect.objectContaining({ code: 'FILE_LOST' }))
  })

  test('is lost where pieces are missing, too many, or another file was begun', () => {
    const arrivals = create()
    const lost = expect.objectContaining({ code: 'FILE_LOST' })
    const first = arrivals.begin({ name: 'a.vrm', bytes: 4 })
    arrivals.append({ id: first.id, piece })
    expect(() => arrivals.append({ id: first.id, piece })).toThrow(lost)
    expect(() => arrivals.take(first.id)).toThrow(lost)
    const second = arrivals.begin({ name: 'b.vrm', bytes: 3 })
    arrivals.begin({ name: 'c.vrm', bytes: 3 })
    expect(() => arrivals.append({ id: second.id, piece })).toThrow(lost)
  })

  test('is refused before the first piece where it is too large', () => {
    expect(() => create().begin({ name: 'a.vrm', bytes: 200_000_001 })).toThrow(
      expect.objectContaining({ code: 'FILE_TOO_LARGE' }),
    )
  })

  test('does not lie in memory for a page that has gone', () => {
    vi.useFakeTimers()
    const arrivals = create()
    const { id } = arrivals.begin({ name: 'a.vrm', bytes: 3 })
    vi.advanceTimersByTime(59_000)
    arrivals.append({ id, piece })
    vi.advanceTimersByTime(61_000)
    expect(() => arrivals.take(id)).toThrow(expect.objectContaining({ code: 'FILE_LOST' }))
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
  })
})
