import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ended, expectNone, expectWhole, offerOf, openAt, temporaryFolder } from './helpers.ts'
import { type Manner, someBytes, startMirror } from './mirror.ts'

const FILE = someBytes(60_000)
const some = fc.integer({ min: 0, max: FILE.length })

const manner: fc.Arbitrary<Manner> = fc.oneof(
  fc.record({ do: fc.constant('well' as const) }),
  fc.record({ do: fc.constantFrom('cut' as const, 'stall' as const), after: some }),
  fc.record({ do: fc.constant('lie' as const), by: fc.constantFrom(-FILE.length, -500, -1, 1, 500, 2_000_000) }),
  fc.record({ do: fc.constant('redirect' as const), to: fc.constantFrom('here', 'loop', 'http', 'nowhere') }),
  fc.record({
    do: fc.constant('status' as const),
    status: fc.constantFrom(204, 304, 400, 403, 404, 408, 416, 429, 500, 503),
    retryAfter: fc.constantFrom('', '0', '-3', 'soon', 'Thu, 01 Jan 1970 00:00:00 GMT'),
  }),
  fc.record({ do: fc.constantFrom('ignore-range' as const, 'wrong-range' as const, 'hang-up' as const) }),
  fc.record({ do: fc.constant('no-length' as const), gone: fc.boolean() }),
  fc.record({
    do: fc.constant('other-file' as const),
    longer: fc.constantFrom(-500, 0, 500, 2_000_000),
    says: fc.boolean(),
  }),
)
const manners = fc.array(manner, { maxLength: 12 })

test('whatever servers do, a file under its own name is the right one, and all else is a typed failure', async () => {
  await fc.assert(
    fc.asyncProperty(manners, manners, fc.boolean(), fc.boolean(), async (first, second, exact, restarts) => {
      const mirrors = [await startMirror(FILE, [...first]), await startMirror(FILE, [...second])]
      const offer = offerOf(
        FILE,
        mirrors.map(({ url }) => url),
        { sizeIsExact: exact },
      )
      const folder = temporaryFolder()
      const timing = { stalled: 60, retry: 1, keep: 5, tell: 1 }
      let downloads = await openAt(folder, [offer], { timing })
      await downloads.start('tiny')
      // Each try gets further in what they do, until they do well.
      for (let tries = 0; ; tries++) {
        const end = await ended(downloads)
        if (end.phase === 'done') break
        expect(end.failure?.code).toMatch(/^DOWNLOAD_(BROKEN|UNREACHABLE|REFUSED|MISDIRECTED)$/)
        expectNone(folder)
        expect(tries).toBeLessThan(30)
        if (restarts) {
          await downloads.dispose()
          downloads = await openAt(folder, [offer], { timing })
        }
        await downloads.start('tiny')
      }
      expectWhole(folder, FILE)
      await downloads.dispose()
    }),
    { numRuns: 60 },
  )
})

test('whatever stands in a label, nothing wrong comes of it', async () => {
  const label = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({
        done: fc.integer({ min: -5, max: 200_000 }),
        length: fc.option(fc.nat()),
        etag: fc.option(fc.string()),
      })
      .map((facts) => JSON.stringify({ id: 'tiny', wanted: 'running', url: null, lastModified: null, ...facts })),
  )
  await fc.assert(
    fc.asyncProperty(label, fc.uint8Array({ maxLength: 2000 }), async (text, part) => {
      const mirror = await startMirror(FILE)
      const offer = offerOf(FILE, [mirror.url])
      const folder = temporaryFolder()
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'tiny.gguf.part.json'), text.replace('"id"', `"sha256":"${offer.sha256}","id"`))
      writeFileSync(join(folder, 'tiny.gguf.part'), part)
      const downloads = await openAt(folder, [offer])
      await downloads.start('tiny')
      expect((await ended(downloads)).phase).toBe('done')
      expectWhole(folder, FILE)
      await downloads.dispose()
    }),
    { numRuns: 40 },
  )
})
