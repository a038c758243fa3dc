import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createCompanion } from '../../electron/app/create-companion.ts'
import { ROOT } from '../../electron/app/create-on-node.ts'
import { openLog } from '../../electron/app/log.ts'
import { noWindows } from '../../electron/app/windows-port.ts'
import type { OfferedFile } from '../../electron/library/offers.ts'
import { forkModelProcess } from '../../electron/llm/local/fork.ts'
import { createPages } from '../../electron/pages/create-pages.ts'
import { startWebServer } from '../../electron/web/server.ts'
import { buildIfStale } from '../../scripts/lib/build.ts'
import { ensureChromium } from '../../scripts/lib/chromium.ts'
import { createMirror, type Manner, sha256 } from '../downloads/mirror.ts'
import { startProxy } from '../downloads/proxy-server.ts'
import { hasOpenssl, startTlsServer } from '../downloads/tls-server.ts'
import { chromiumArgs } from '../host/chromium-args.ts'
import { writeTinyModel } from '../llm/tiny-model.ts'

/** The web host of this process: only so can another model be recommended, and another certificate be trusted. */

const NAME = 'Traveller'
const FILE = 'traveller.gguf'
const TOKEN = 'a-token-for-tests'
/** Where the server falls silent, in bytes. */
const HALF_WAY = 100_000
const SOON = { timeout: 45_000 }

beforeAll(() => buildIfStale(ROOT, () => console.log('building…')))

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kira-e2e-download-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function offerOf(model: Buffer): OfferedFile {
  return {
    id: 'traveller',
    name: NAME,
    params: 150_000,
    quantization: 'F32',
    file: FILE,
    urls: ['https://models.example/traveller.gguf'],
    sizeBytes: model.length,
    sizeIsExact: true,
    sha256: sha256(model),
    licence: 'MIT',
    licenceUrl: 'https://models.example/licence',
    goodFor: { en: 'Coming from afar.', fr: 'Venir de loin.' },
    shape: {
      ...{ arch: 'llama', blocks: 2, heads: 2, kvHeads: 2, headSize: 32, embeddingLength: 64 },
      ...{ context: 1024, vocabulary: 330, slidingWindow: null, sharedEmbedding: false },
    },
  }
}

/** What ships with Kira, but for what she recommends. */
function rootWith(offers: readonly OfferedFile[]): string {
  const root = temporaryFolder()
  symlinkSync(join(ROOT, 'models'), join(root, 'models'), 'junction')
  mkdirSync(join(root, 'data'))
  for (const name of readdirSync(join(ROOT, 'data')))
    if (name !== 'models.json') cpSync(join(ROOT, 'data', name), join(root, 'data', name), { recursive: true })
  writeFileSync(join(root, 'data/models.json'), JSON.stringify(offers))
  return root
}

/** A tiny model, and a server elsewhere that has it. */
async function offerModel(manners: Manner[]) {
  const path = join(temporaryFolder(), FILE)
  writeTinyModel(path, { name: NAME, says: ['[happy]', '▁It', '▁was', '▁a', '▁long', '▁way.'] })
  const model = readFileSync(path)
  const { mirror, listener } = createMirror(model, manners)
  const proxy = await startProxy(await startTlsServer(listener))
  return { model, mirror, proxy, rootDir: rootWith([offerOf(model)]) }
}

/** Kira, with her settings open at the model section. */
async function launch({ dataDir, rootDir }: { dataDir: string; rootDir: string }) {
  await using cleanup = new AsyncDisposableStack()
  const log = openLog({ dataDir })
  const companion = await createCompanion({
    ...{ dataDir, rootDir, log, version: 'test', locale: 'en', windows: noWindows },
    startModelProcess: forkModelProcess({ workerPath: join(ROOT, 'electron/llm/local/worker.ts'), log }),
  })
  cleanup.defer(() => companion.dispose())
  const pages = createPages({ pagesDir: join(ROOT, 'out/renderer'), avatarsDir: join(ROOT, 'data/avatars'), dataDir })
  const port = { port: 0, exact: true }
  const server = await startWebServer({ pages, router: companion.router, token: TOKEN, port })
  cleanup.defer(() => server.close())
  const chromiumSandbox = process.getuid?.() !== 0
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    chromiumSandbox,
    args: [...chromiumArgs],
  })
  cleanup.defer(() => browser.close())
  const context = await browser.newContext({ locale: 'en-US' })
  const open = async (name: string): Promise<Page> => {
    const page = await context.newPage()
    await page.goto(`${server.origin}/${name}#token=${TOKEN}`)
    return page
  }
  const settings = await open('settings')
  await settings.getByRole('tab', { name: 'Model', exact: true }).click()
  const card = settings.getByRole('region', { name: 'Recommended' }).getByRole('listitem').filter({ hasText: NAME })
  const press = (name: string) => card.getByRole('button', { name, exact: true }).click()
  const rest = cleanup.move()
  let isOpen = true
  const close = async () => {
    if (isOpen) await rest.disposeAsync()
    isOpen = false
  }
  onTestFinished(close)
  return { settings, card, press, open, close }
}

describe.skipIf(!hasOpenssl)('a recommended model', { timeout: 120_000 }, () => {
  test('is downloaded through a proxy, paused over a restart, checked, used, and answers', async () => {
    const dataDir = temporaryFolder()
    const { model, mirror, proxy, rootDir } = await offerModel([{ do: 'stall', after: HALF_WAY }])
    const before = await launch({ dataDir, rootDir })
    await before.settings.getByText('How models are downloaded').click()
    await before.settings.getByLabel('Proxy').fill(proxy.url)
    await before.settings.keyboard.press('Enter')
    await before.card.getByText('Coming from afar.').waitFor()
    await before.card.getByText('fits well').waitFor(SOON)

    await before.press(`Download ${NAME}`)
    await before.card.getByText('Downloading', { exact: true }).waitFor(SOON)
    const part = () => before.card.getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.value)
    await expect.poll(part, SOON).toBeCloseTo(HALF_WAY / model.length)
    await before.press(`Pause ${NAME}`)
    await before.card.getByText('Paused', { exact: true }).waitFor(SOON)
    expect(existsSync(join(dataDir, 'models', FILE))).toBe(false)
    await before.close()

    const after = await launch({ dataDir, rootDir })
    await after.card.getByText('Paused', { exact: true }).waitFor(SOON)
    await after.press(`Go on with ${NAME}`)
    await after.press(`Use ${NAME}`)
    await after.card.getByRole('button', { name: `In use: ${NAME}` }).waitFor(SOON)
    expect(readFileSync(join(dataDir, 'models', FILE)).equals(model)).toBe(true)
    expect(proxy.asked).toEqual(['CONNECT models.example:443', 'CONNECT models.example:443'])
    expect(mirror.asked.map(({ headers }) => headers.range)).toEqual([undefined, `bytes=${HALF_WAY}-`])

    const chat = await after.open('chat')
    await chat.getByText(`${NAME} · on this computer`).waitFor(SOON)
    await chat.getByRole('textbox', { name: 'Message to Kira' }).fill('How was it?')
    await chat.getByRole('button', { name: 'Send' }).click()
    await chat.getByRole('article', { name: /^Kira/ }).getByText('It was a long way.').waitFor(SOON)
  })

  test('is never offered where another file came in its place, and leaves nothing behind once it is cancelled', async () => {
    const dataDir = temporaryFolder()
    const { proxy, rootDir } = await offerModel([
      { do: 'other-file', longer: 0, says: true },
      { do: 'stall', after: HALF_WAY },
    ])
    writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ downloads: { proxy: proxy.url } }))
    const { card, press, settings } = await launch({ dataDir, rootDir })
    await card.getByText('fits well').waitFor(SOON)
    await press(`Download ${NAME}`)
    await card.getByRole('alert').filter({ hasText: FILE }).waitFor(SOON)
    await card.getByText('Stopped', { exact: true }).waitFor(SOON)
    expect(existsSync(join(dataDir, 'models', FILE))).toBe(false)

    await press(`Try again: ${NAME}`)
    await card.getByText('Downloading', { exact: true }).waitFor(SOON)
    await press(`Cancel ${NAME}`)
    await settings.getByRole('dialog').getByRole('button', { name: 'Cancel', exact: true }).click()
    await card.getByRole('button', { name: `Download ${NAME}` }).waitFor(SOON)
    expect(readdirSync(join(dataDir, 'models'))).toEqual([])
  })
})
