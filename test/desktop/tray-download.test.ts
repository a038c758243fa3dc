import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readOffers } from '../../electron/library/offers.ts'
import { buildIfStale } from '../../scripts/lib/build.ts'
import { type AppDriver, poll } from '../e2e/app-driver.ts'
import { doubleHost } from '../e2e/double-host.ts'

const ROOT = join(import.meta.dirname, '../..')
const [offer] = readOffers(join(ROOT, 'data/models.json'))

let dataDir: string
let app: AppDriver | undefined
/** It takes what comes and never answers, as a download does that stalls. */
const proxy = createServer()

beforeAll(async () => {
  buildIfStale(ROOT, () => console.log('building…'))
  dataDir = mkdtempSync(join(tmpdir(), 'kira-tray-'))
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await app?.close()
  proxy.close()
  rmSync(dataDir, { recursive: true, force: true })
})

test('a download that goes on at the start is told in the tray; it is let go on quitting', async () => {
  const address = proxy.address()
  if (!offer || !address || typeof address === 'string') throw new Error('nothing to download, or no proxy')
  const done = Math.ceil(offer.sizeBytes / 100)
  const label = join(dataDir, 'models', `${offer.file}.part.json`)
  mkdirSync(join(dataDir, 'models'))
  writeFileSync(join(dataDir, 'models', `${offer.file}.part`), Buffer.alloc(done))
  const facts = { url: null, etag: null, lastModified: null, length: offer.sizeBytes }
  writeFileSync(label, JSON.stringify({ id: offer.id, sha256: offer.sha256, wanted: 'running', done, ...facts }))
  writeFileSync(
    join(dataDir, 'settings.json'),
    JSON.stringify({ downloads: { proxy: `http://127.0.0.1:${address.port}` } }),
  )

  app = await doubleHost.launch({ dataDir })
  const { desktop } = app
  const line = async () => (await desktop?.look())?.tray.find(({ id }) => id === 'download')?.label
  await poll('the line in the tray', async () => (await line()) === `Downloading ${offer.name}: 1%` || undefined)
  await app.close()
  app = undefined
  expect(JSON.parse(readFileSync(label, 'utf8'))).toMatchObject({ wanted: 'running', done })
})
