import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Download } from '../../electron/contract/index.ts'
import {
  ended,
  expectNone,
  expectWhole,
  listeningLog,
  offerOf,
  openAt,
  QUICK,
  temporaryFolder,
  until,
} from './helpers.ts'
import { type Manner, sha256, someBytes, startMirror } from './mirror.ts'

const FILE = someBytes(300_000)
const WELL: Manner = { do: 'well' }

/** One mirror with those manners, and a download from it that has come to its end. */
async function fetchFrom(manners: Manner[], exact = true) {
  const mirror = await startMirror(FILE, manners)
  const folder = temporaryFolder()
  const downloads = await openAt(folder, [offerOf(FILE, [mirror.url], { sizeIsExact: exact })])
  await downloads.start('tiny')
  return { mirror, folder, downloads, end: await ended(downloads) }
}

describe('a file', () => {
  test('comes whole, is checked, and only then has its name; its progress is told, but not too often', async () => {
    const mirror = await startMirror(FILE)
    const folder = temporaryFolder()
    const downloads = await openAt(folder, [offerOf(FILE, [mirror.url])])
    const told: { download: Download | undefined; there: boolean }[] = []
    let finished = 0
    downloads.onChange(([download]) => {
      told.push({ download, there: existsSync(join(folder, 'tiny.gguf')) })
    })
    downloads.onFinished(() => finished++)
    const began = performance.now()
    await downloads.start('tiny')
    const end = await ended(downloads)

    expect(end).toMatchObject({ phase: 'done', doneBytes: FILE.length, totalBytes: FILE.length, failure: null })
    expectWhole(folder, FILE)
    expect(finished).toBe(1)
    for (const { download, there } of told) if (download?.phase === 'running') expect(there).toBe(false)
    expect(told.length).toBeLessThan((performance.now() - began) / QUICK.tell + 3)
  })

  test('that is there already is only looked at', async () => {
    const { mirror, downloads } = await fetchFrom([])
    await downloads.start('tiny')
    expect((await ended(downloads)).phase).toBe('done')
    expect(mirror.asked).toHaveLength(1)
  })

  test('that came, and was deleted, comes again', async () => {
    const { mirror, folder, downloads } = await fetchFrom([])
    rmSync(join(folder, 'tiny.gguf'))
    await downloads.start('tiny')
    expect(await ended(downloads)).toMatchObject({ phase: 'done', doneBytes: FILE.length })
    expect(mirror.sent).toBe(2 * FILE.length)
    expectWhole(folder, FILE)
  })

  test('that nobody offers is refused', async () => {
    const downloads = await openAt(temporaryFolder(), [])
    await expect(downloads.start('tiny')).rejects.toMatchObject({ code: 'DOWNLOAD_UNKNOWN' })
    await downloads.pause('tiny')
    await downloads.cancel('tiny')
  })

  test('is asked for without names, passwords or compression', async () => {
    const mirror = await startMirror(FILE)
    const url = mirror.url.replace('http://', 'http://kira:secret@')
    const downloads = await openAt(temporaryFolder(), [offerOf(FILE, [url])])
    await downloads.start('tiny')
    await ended(downloads)
    const [asked] = mirror.asked
    expect(Object.keys(asked?.headers ?? {})).not.toContain('authorization')
    expect(asked?.headers['accept-encoding']).toBe('identity')
  })
})

describe('a bad server', () => {
  test.each<[string, Manner[]]>([
    [
      'cuts the connection',
      [
        { do: 'cut', after: 100_000 },
        { do: 'cut', after: 50_000 },
      ],
    ],
    ['stalls', [{ do: 'stall', after: 100_000 }]],
    ['hangs up', [{ do: 'hang-up' }, { do: 'hang-up' }]],
    ['redirects once', [{ do: 'redirect', to: 'here' }]],
    ['ignores ranges', [{ do: 'stall', after: 100_000 }, { do: 'ignore-range' }]],
    ['sends another range', [{ do: 'stall', after: 100_000 }, { do: 'wrong-range' }]],
    ['says no length', [{ do: 'no-length' }]],
    ['says no length and breaks off', [{ do: 'no-length', gone: true }]],
    [
      'says 416',
      [
        { do: 'cut', after: 100_000 },
        { do: 'status', status: 416 },
      ],
    ],
    [
      'says 500',
      [
        { do: 'status', status: 500 },
        { do: 'status', status: 503 },
      ],
    ],
    ['says 429 and when to come again', [{ do: 'status', status: 429, retryAfter: '0' }]],
  ])('that %s is asked again, and the file comes', async (_, manners) => {
    const { folder, end } = await fetchFrom(manners)
    expect(end).toMatchObject({ phase: 'done', failure: null })
    expectWhole(folder, FILE)
  })

  test.each<[string, Manner[], string, Record<string, unknown>]>([
    ['promises more than there is', [{ do: 'lie', by: 1000 }], 'DOWNLOAD_BROKEN', {}],
    ['promises less', [{ do: 'lie', by: -1000 }], 'DOWNLOAD_BROKEN', {}],
    ['has another file', [{ do: 'other-file', longer: 5000, says: false }], 'DOWNLOAD_BROKEN', {}],
    ['has another file of that length', [{ do: 'other-file', longer: 0, says: false }], 'DOWNLOAD_BROKEN', {}],
    ['redirects in a loop', [{ do: 'redirect', to: 'loop' }], 'DOWNLOAD_MISDIRECTED', {}],
    ['redirects to plain HTTP', [{ do: 'redirect', to: 'http' }], 'DOWNLOAD_MISDIRECTED', {}],
    ['redirects nowhere', [{ do: 'redirect', to: 'nowhere' }], 'DOWNLOAD_MISDIRECTED', {}],
    ['says 404', [{ do: 'status', status: 404 }], 'DOWNLOAD_REFUSED', { status: 404 }],
  ])('that %s is left, and the failure says why', async (_, manners, code, data) => {
    const { folder, downloads, end } = await fetchFrom(manners)
    expect(end).toMatchObject({ phase: 'failed', doneBytes: 0, failure: { code, data } })
    expectNone(folder)
    // It has mended its ways.
    await downloads.start('tiny')
    expect(await ended(downloads)).toMatchObject({ phase: 'done', failure: null })
    expectWhole(folder, FILE)
  })

  test('with a length that was rounded: what is promised may differ a little, the checksum counts', async () => {
    const { folder, end } = await fetchFrom([{ do: 'lie', by: 1000 }], false)
    expect(end.phase).toBe('done')
    expectWhole(folder, FILE)
    const short = await fetchFrom([{ do: 'lie', by: -1000 }], false)
    expect(short.end).toMatchObject({ phase: 'failed', failure: { code: 'DOWNLOAD_BROKEN' } })
    expectNone(short.folder)
  })

  test('that never gets better is asked eight times, then the failure is told, and what came is gone on with', async () => {
    const broken: Manner[] = Array.from({ length: 8 }, () => ({ do: 'status', status: 500 }))
    const { mirror, folder, downloads, end } = await fetchFrom([{ do: 'stall', after: 100_000 }, ...broken])
    expect(end).toMatchObject({ phase: 'failed', failure: { code: 'DOWNLOAD_REFUSED', data: { status: 500 } } })
    expect(mirror.asked).toHaveLength(9)
    expectNone(folder)

    await downloads.start('tiny')
    expect((await ended(downloads)).phase).toBe('done')
    expect(mirror.asked.at(-1)?.headers.range).toBe('bytes=100000-')
    expectWhole(folder, FILE)
  })

  test('that is asked again is told of meanwhile', async () => {
    const mirror = await startMirror(FILE, [{ do: 'status', status: 503, retryAfter: '1' }])
    const downloads = await openAt(temporaryFolder(), [offerOf(FILE, [mirror.url])])
    await downloads.start('tiny')
    const waiting = await until(downloads, ({ failure }) => failure !== null)
    expect(waiting).toMatchObject({ phase: 'running', failure: { code: 'DOWNLOAD_REFUSED', data: { status: 503 } } })
    expect(await ended(downloads)).toMatchObject({ phase: 'done', failure: null })
  })

  test('that is not there at all can’t be reached', async () => {
    const downloads = await openAt(temporaryFolder(), [offerOf(FILE, ['http://127.0.0.1:9/model.gguf'])])
    await downloads.start('tiny')
    expect((await ended(downloads)).failure).toMatchObject({
      code: 'DOWNLOAD_UNREACHABLE',
      data: { host: '127.0.0.1:9', detail: expect.stringContaining('ECONNREFUSED') },
    })
  })

  test('on another machine has to speak HTTPS', async () => {
    const downloads = await openAt(temporaryFolder(), [offerOf(FILE, ['http://models.example/model.gguf'])])
    await downloads.start('tiny')
    expect((await ended(downloads)).failure).toMatchObject({ code: 'DOWNLOAD_MISDIRECTED' })
  })

  test('is given the time that it asks for', async () => {
    const began = performance.now()
    await fetchFrom([{ do: 'status', status: 429, retryAfter: '1' }])
    expect(performance.now() - began).toBeGreaterThan(950)
  })
})

describe('several mirrors', () => {
  async function fetchFromBoth(first: Manner[], second: Manner[]) {
    const mirrors = [await startMirror(FILE, first), await startMirror(FILE, second)] as const
    const folder = temporaryFolder()
    const downloads = await openAt(folder, [
      offerOf(
        FILE,
        mirrors.map(({ url }) => url),
      ),
    ])
    await downloads.start('tiny')
    return { mirrors, folder, end: await ended(downloads) }
  }

  test('the second goes on where the first one failed', async () => {
    const down: Manner[] = Array.from({ length: 9 }, () => ({ do: 'hang-up' }))
    const { mirrors, folder, end } = await fetchFromBoth([{ do: 'stall', after: 100_000 }, ...down], [WELL])
    expect(end.phase).toBe('done')
    expect(mirrors[1].asked.map(({ headers }) => headers.range)).toEqual(['bytes=100000-'])
    expectWhole(folder, FILE)
  })

  test('one with another file is asked no more', async () => {
    const { mirrors, folder, end } = await fetchFromBoth([{ do: 'other-file', longer: 0, says: false }], [WELL])
    expect(end.phase).toBe('done')
    expect(mirrors.map(({ asked }) => asked.length)).toEqual([1, 1])
    expectWhole(folder, FILE)
  })

  test('one that suddenly has another file spoils nothing of what came', async () => {
    const odd: Manner = { do: 'other-file', longer: 5000, says: true }
    const { mirrors, folder, end } = await fetchFromBoth([{ do: 'stall', after: 100_000 }, odd], [WELL])
    expect(end.phase).toBe('done')
    expect(mirrors[1].asked.map(({ headers }) => headers.range)).toEqual(['bytes=100000-'])
    expectWhole(folder, FILE)
  })

  test('where their bytes don’t go together, the file comes from one of them alone', async () => {
    const other: Manner = { do: 'other-file', longer: 0, says: false }
    const { folder, end } = await fetchFromBoth(
      [{ do: 'cut', after: 100_000 }, { do: 'hang-up' }, WELL],
      [other, other],
    )
    expect(end.phase).toBe('done')
    expectWhole(folder, FILE)
  })
})

describe('after a restart', () => {
  /** A download that is closed in the middle, as by quitting. */
  async function beginAndQuit(how: 'quit' | 'pause') {
    const mirror = await startMirror(FILE, [{ do: 'stall', after: 100_000 }])
    const folder = temporaryFolder()
    const offers = [offerOf(FILE, [mirror.url])]
    const downloads = await openAt(folder, offers, { timing: { stalled: 60_000, retry: 5, keep: 30, tell: 10 } })
    await downloads.start('tiny')
    await until(downloads, ({ doneBytes }) => doneBytes === 100_000)
    if (how === 'pause') await downloads.pause('tiny')
    await downloads.dispose()
    expectNone(folder)
    return { mirror, folder, offers }
  }

  test('what was running goes on by itself, from where it was', async () => {
    const { mirror, folder, offers } = await beginAndQuit('quit')
    const again = await openAt(folder, offers)
    expect((await ended(again)).phase).toBe('done')
    expect(mirror.asked[1]?.headers).toMatchObject({ range: 'bytes=100000-', 'if-range': expect.any(String) })
    expect(mirror.sent).toBe(FILE.length)
    expectWhole(folder, FILE)
  })

  test('what is paused at the moment of a setback stays paused', async () => {
    const { mirror, folder, offers } = await beginAndQuit('pause')
    mirror.manners = [{ do: 'status', status: 416 }]
    const label = join(folder, 'tiny.gguf.part.json')
    // The server wants it to begin anew, and that is just being written down.
    const isMoment = () => mirror.asked.length === 2 && JSON.parse(readFileSync(label, 'utf8')).done === 0
    const again = await openAt(folder, offers, {
      clock() {
        if (isMoment()) pausing ??= again.pause('tiny')
        return Date.now()
      },
    })
    let pausing: Promise<void> | undefined
    await again.start('tiny')
    await until(again, ({ phase }) => phase === 'paused')
    await pausing
    expect(again.list()).toMatchObject([{ phase: 'paused', failure: null }])
    expect(mirror.asked).toHaveLength(2)
    await again.start('tiny')
    expect((await ended(again)).phase).toBe('done')
    expectWhole(folder, FILE)
  })

  test('what was paused waits until it is wanted', async () => {
    const { mirror, folder, offers } = await beginAndQuit('pause')
    const again = await openAt(folder, offers)
    expect(again.list()).toMatchObject([{ phase: 'paused', doneBytes: 100_000, totalBytes: FILE.length }])
    await again.start('tiny')
    expect((await ended(again)).phase).toBe('done')
    expect(mirror.sent).toBe(FILE.length)
  })

  test('a file that changed on the server begins anew', async () => {
    const { mirror, folder, offers } = await beginAndQuit('quit')
    mirror.manners = [{ do: 'other-file', longer: 0, says: true }]
    const again = await openAt(folder, offers)
    // The server has another file for good: its checksum is wrong.
    expect((await ended(again)).failure).toMatchObject({ code: 'DOWNLOAD_BROKEN' })
    expectNone(folder)
  })

  test('what is on the disk is hashed first, so that spoilt bytes are found out', async () => {
    const { mirror, folder, offers } = await beginAndQuit('pause')
    const path = join(folder, 'tiny.gguf.part')
    const spoilt = readFileSync(path)
    spoilt[5] = 255 - (spoilt[5] ?? 0)
    writeFileSync(path, spoilt)
    const again = await openAt(folder, offers)
    await again.start('tiny')
    expect((await ended(again)).phase).toBe('done')
    expect(mirror.asked.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=100000-', undefined])
    expectWhole(folder, FILE)
  })

  test('bytes that were never made durable are not trusted', async () => {
    const { folder, offers } = await beginAndQuit('pause')
    const label = join(folder, 'tiny.gguf.part.json')
    const facts = JSON.parse(readFileSync(label, 'utf8'))
    writeFileSync(label, JSON.stringify({ ...facts, done: 40_000 }))
    const again = await openAt(folder, offers)
    expect(again.list()).toMatchObject([{ doneBytes: 40_000 }])
    await again.start('tiny')
    expect((await ended(again)).phase).toBe('done')
    expectWhole(folder, FILE)
  })

  test.each<[string, (label: string) => void]>([
    ['damaged', (label) => writeFileSync(label, '{"id": 3')],
    ['lost', (label) => rmSync(label)],
  ])('where the label is %s, the name tells what it is to be: it waits, and is gone on with', async (_, spoil) => {
    const { mirror, folder, offers } = await beginAndQuit('quit')
    spoil(join(folder, 'tiny.gguf.part.json'))
    const log = listeningLog()
    const again = await openAt(folder, offers, { log })
    expect(again.list()).toMatchObject([{ phase: 'paused', doneBytes: 100_000 }])
    expect(log.heard).toMatchObject([{ file: 'tiny.gguf', err: expect.any(Error) }])
    await again.start('tiny')
    expect((await ended(again)).phase).toBe('done')
    expect(mirror.asked.at(-1)?.headers.range).toBe('bytes=100000-')
    expectWhole(folder, FILE)
  })

  test('a damaged label of a file that nobody offers is removed with its part, and that is told', async () => {
    const { folder } = await beginAndQuit('quit')
    writeFileSync(join(folder, 'tiny.gguf.part.json'), '{"id": 3')
    writeFileSync(join(folder, 'tiny.gguf.part.json.tmp'), '{"id"')
    // While another Kira is at it, it stays.
    writeFileSync(join(folder, 'tiny.gguf.part.lock'), String(process.ppid))
    await openAt(folder, [])
    expect(readdirSync(folder)).toHaveLength(4)
    rmSync(join(folder, 'tiny.gguf.part.lock'))
    const log = listeningLog()
    await openAt(folder, [], { log })
    expect(readdirSync(folder)).toEqual([])
    expect(log.heard).toMatchObject([{ file: 'tiny.gguf' }])
  })

  test('what may be another program’s stays as it is', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'a-folder.gguf.part'), { recursive: true })
    const others = ['of-a-browser.gguf.part', 'letter.part', 'letter.part.json', 'my notes.gguf.part.json', 'own.gguf']
    for (const name of others) writeFileSync(join(folder, name), name)
    const downloads = await openAt(folder, [offerOf(FILE, [], { file: 'a-folder.gguf' })])
    expect(downloads.list()).toEqual([])
    expect(readdirSync(folder).sort()).toEqual(['a-folder.gguf.part', ...others].sort())
  })

  test('what is offered no more, or as another file, is deleted', async () => {
    const { folder, offers } = await beginAndQuit('pause')
    const [offer] = offers
    if (!offer) throw new Error('no offer')
    const again = await openAt(folder, [{ ...offer, sha256: sha256(Buffer.from('another')) }])
    expect(again.list()).toEqual([])
    expect(readdirSync(folder)).toEqual([])
  })

  test.each(['before', 'after'])(
    'what another Kira, opened %s, brought meanwhile does not come twice',
    async (when) => {
      const mirror = await startMirror(FILE, [
        { do: 'stall', after: 100_000 },
        { do: 'stall', after: 100_000 },
      ])
      const folder = temporaryFolder()
      const open = () => openAt(folder, [offerOf(FILE, [mirror.url])])
      const early = when === 'before' ? await open() : undefined
      const one = await open()
      await one.start('tiny')
      await until(one, ({ doneBytes }) => doneBytes === 100_000)
      await one.pause('tiny')
      const other = early ?? (await open())
      await other.start('tiny')
      await until(other, ({ doneBytes }) => doneBytes === 200_000)
      await other.pause('tiny')
      await one.start('tiny')
      expect((await ended(one)).phase).toBe('done')
      expect(mirror.asked.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=100000-', 'bytes=200000-'])
      expectWhole(folder, FILE)
    },
  )

  test('what another living Kira fetches is left to her, and so is what she wrote down about it', async () => {
    const { folder, offers } = await beginAndQuit('pause')
    const label = readFileSync(join(folder, 'tiny.gguf.part.json'), 'utf8')
    // The process that started this one lives as long as it does.
    writeFileSync(join(folder, 'tiny.gguf.part.lock'), String(process.ppid))
    const again = await openAt(folder, offers)
    await again.start('tiny')
    expect((await ended(again)).failure).toMatchObject({ code: 'DOWNLOAD_ELSEWHERE' })
    await expect(again.cancel('tiny')).rejects.toMatchObject({ code: 'DOWNLOAD_ELSEWHERE' })
    expect(statSync(join(folder, 'tiny.gguf.part')).size).toBe(100_000)
    expect(readFileSync(join(folder, 'tiny.gguf.part.json'), 'utf8')).toBe(label)
  })
})

describe('the user', () => {
  const slowly = { limit: 200, proxy: null }

  test('pauses, goes on, and nothing comes twice', async () => {
    const mirror = await startMirror(FILE, [{ do: 'stall', after: 100_000 }])
    const folder = temporaryFolder()
    const downloads = await openAt(folder, [offerOf(FILE, [mirror.url])])
    await downloads.start('tiny')
    await until(downloads, ({ doneBytes }) => doneBytes === 100_000)
    await downloads.pause('tiny')
    expect(downloads.list()).toMatchObject([{ phase: 'paused', bytesPerSecond: null, secondsLeft: null }])
    await downloads.start('tiny')
    expect((await ended(downloads)).phase).toBe('done')
    expect(mirror.sent).toBe(FILE.length)
    expectWhole(folder, FILE)
  })

  test('cancels, and nothing is left of it; begins anew, and it comes', async () => {
    const mirror = await startMirror(FILE, [{ do: 'stall', after: 100_000 }])
    const folder = temporaryFolder()
    const downloads = await openAt(folder, [offerOf(FILE, [mirror.url])])
    await downloads.start('tiny')
    await until(downloads, ({ doneBytes }) => doneBytes === 100_000)
    const cancelled = downloads.cancel('tiny')
    expect(downloads.list()).toEqual([])
    await downloads.start('tiny')
    await cancelled
    expect((await ended(downloads)).phase).toBe('done')
    expect(mirror.asked[1]?.headers.range).toBeUndefined()
    expectWhole(folder, FILE)
    await downloads.cancel('tiny')
    expectWhole(folder, FILE)
  })

  test('changes her mind as fast as she can click', async () => {
    const mirror = await startMirror(FILE)
    const folder = temporaryFolder()
    const downloads = await openAt(folder, [offerOf(FILE, [mirror.url])], { settings: () => slowly })
    const clicks: Promise<void>[] = []
    for (let i = 0; i < 60; i++) {
      const click = (['start', 'pause', 'start', 'cancel'] as const)[(i * 7 + (i % 3)) % 4] ?? 'start'
      clicks.push(downloads[click]('tiny'))
      if (i % 5 === 0) await new Promise((resolve) => setTimeout(resolve, i % 20))
    }
    await Promise.all(clicks)
    await downloads.start('tiny')
    expect(await ended(downloads)).toMatchObject({ phase: 'done', failure: null })
    expectWhole(folder, FILE)
  })

  test('wants several: they come one after the other', async () => {
    const mirror = await startMirror(FILE)
    const folder = temporaryFolder()
    const ids = ['one', 'two', 'three']
    const downloads = await openAt(
      folder,
      ids.map((id) => offerOf(FILE, [mirror.url], { id, file: `${id}.gguf` })),
    )
    const busy: number[] = []
    downloads.onChange((list) => {
      busy.push(list.filter(({ phase }) => phase === 'running' || phase === 'checking').length)
    })
    for (const id of ids) await downloads.start(id)
    expect(downloads.list().map(({ phase }) => phase)).toContain('waiting')
    for (const id of ids) expect((await ended(downloads, id)).phase).toBe('done')
    expect(Math.max(...busy)).toBe(1)
    expect(readdirSync(folder).sort()).toEqual(['one.gguf', 'three.gguf', 'two.gguf'])
  })

  test('sees how fast it goes and how long it takes', async () => {
    const mirror = await startMirror(FILE)
    const downloads = await openAt(temporaryFolder(), [offerOf(FILE, [mirror.url])], { settings: () => slowly })
    await downloads.start('tiny')
    const { bytesPerSecond, secondsLeft, doneBytes } = await until(
      downloads,
      (download) => (download.bytesPerSecond ?? 0) > 0 && download.doneBytes > 150_000,
    )
    expect(bytesPerSecond).toBeGreaterThan(100_000)
    expect(bytesPerSecond).toBeLessThan(400_000)
    expect(secondsLeft).toBeCloseTo((FILE.length - doneBytes) / (bytesPerSecond ?? 1))
  })
})

describe('the limit', () => {
  async function secondsAt(limit: number | null) {
    const mirror = await startMirror(FILE)
    const downloads = await openAt(temporaryFolder(), [offerOf(FILE, [mirror.url])], {
      settings: () => ({ limit, proxy: null }),
    })
    const began = performance.now()
    await downloads.start('tiny')
    expect((await ended(downloads)).phase).toBe('done')
    return (performance.now() - began) / 1000
  }

  test('is kept: half the limit takes twice the time', async () => {
    const slow = await secondsAt(100)
    const fast = await secondsAt(200)
    expect(slow).toBeGreaterThan((FILE.length / 102_400) * 0.9)
    expect(fast).toBeGreaterThan((FILE.length / 204_800) * 0.9)
    // On a busy machine both take a bit longer.
    expect(slow / fast).toBeGreaterThan(1.2)
    expect(slow / fast).toBeLessThan(2.6)
  })

  test('holds at once when it changes', async () => {
    const mirror = await startMirror(FILE)
    let limit: number | null = 16
    const downloads = await openAt(temporaryFolder(), [offerOf(FILE, [mirror.url])], {
      settings: () => ({ limit, proxy: null }),
    })
    await downloads.start('tiny')
    await until(downloads, ({ doneBytes }) => doneBytes > 0)
    const began = performance.now()
    limit = null
    expect((await ended(downloads)).phase).toBe('done')
    expect(performance.now() - began).toBeLessThan(2000)
  })
})

describe('the disk', () => {
  test('without room is not filled: half a gigabyte stays free', async () => {
    const mirror = await startMirror(FILE)
    const folder = temporaryFolder()
    let free = FILE.length + 499_000_000
    const downloads = await openAt(folder, [offerOf(FILE, [mirror.url])], { diskFree: async () => free })
    await downloads.start('tiny')
    expect((await ended(downloads)).failure).toMatchObject({
      code: 'DOWNLOAD_NO_SPACE',
      data: { file: 'tiny.gguf', needed: 501, free: 499 },
    })
    free = 1e12
    await downloads.start('tiny')
    expect((await ended(downloads)).phase).toBe('done')
  })

  test('that gets full meanwhile keeps what came; it goes on once there is room', async () => {
    const mirror = await startMirror(FILE)
    const folder = temporaryFolder()
    let looks = 0
    const downloads = await openAt(folder, [offerOf(FILE, [mirror.url])], {
      settings: () => ({ limit: 400, proxy: null }),
      diskFree: async () => (++looks === 2 ? 0 : 1e12),
    })
    await downloads.start('tiny')
    const failed = await ended(downloads)
    expect(failed.failure).toMatchObject({ code: 'DOWNLOAD_NO_SPACE' })
    expect(failed.doneBytes).toBeGreaterThan(0)
    await downloads.start('tiny')
    expect((await ended(downloads)).phase).toBe('done')
    expect(mirror.asked.at(-1)?.headers.range).toBe(`bytes=${failed.doneBytes}-`)
    expectWhole(folder, FILE)
  })

  test('whose folder is no folder is told', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, '..'), { recursive: true })
    writeFileSync(folder, 'in the way')
    const downloads = await openAt(folder, [offerOf(FILE, ['http://127.0.0.1:9/model.gguf'])])
    await downloads.start('tiny')
    expect((await ended(downloads)).failure).toMatchObject({ code: 'DOWNLOAD_NOT_SAVED' })
  })
})
