import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { createPages, type Pages } from '../../electron/pages/create-pages.ts'
import { startWebServer } from '../../electron/web/server.ts'
import { renderer } from '../../electron.vite.config.ts'
import { chromiumArgs } from '../host/chromium-args.ts'
import { createFakeCompanion, type FakeCompanion } from './fake-companion.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const TOKEN = 'a-token-for-tests'

/** A page of Kira's with the companion behind it. */
export interface OpenPage extends AsyncDisposable {
  readonly page: Page
  readonly fake: FakeCompanion
  /** What the browser's console said of errors: broken policies and thrown ones alike. */
  readonly complaints: readonly string[]
  /** Ends the server and, with it, all connections. */
  stopServer(): Promise<void>
  /** Starts it again at the same address. */
  startServer(): Promise<void>
}

/** The built pages in a real browser, with the web host's own server; each test has a companion of its own. */
export interface PageBench extends AsyncDisposable {
  open(path: string, options?: OpenOptions): Promise<OpenPage>
}

export interface OpenOptions {
  readonly fake?: FakeCompanion
  /** The fragment of the address; the right token where it is left out. */
  readonly hash?: string
  readonly context?: BrowserContextOptions
}

/** Builds the pages once and starts the browser. */
export async function createPageBench(): Promise<PageBench> {
  await using cleanup = new AsyncDisposableStack()
  const pagesDir = await mkdtemp(join(tmpdir(), 'kira-pages-'))
  cleanup.defer(() => rm(pagesDir, { recursive: true }))
  await buildPages(pagesDir)
  const pages = createPages({ pagesDir, avatarsDir: join(ROOT, 'data/avatars'), dataDir: pagesDir })
  const browser = await chromium.launch({
    executablePath: process.env.KIRA_CHROMIUM ?? '/usr/bin/chromium',
    args: [...chromiumArgs],
  })
  cleanup.defer(() => browser.close())
  const rest = cleanup.move()
  return {
    open: (path, options = {}) => openPage(browser, pages, path, options),
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}

/** Builds what ships: React without its development checks, which Vitest's NODE_ENV would put in. */
async function buildPages(outDir: string): Promise<void> {
  // The overlay has tests of its own.
  const { overlay: _, ...input } = renderer.build.rolldownOptions.input
  const nodeEnv = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    const options = { ...renderer.build, outDir, rolldownOptions: { input } }
    await build({ ...renderer, build: options, configFile: false, logLevel: 'error' })
  } finally {
    process.env.NODE_ENV = nodeEnv
  }
}

async function openPage(browser: Browser, pages: Pages, path: string, options: OpenOptions): Promise<OpenPage> {
  const { fake = createFakeCompanion(), hash = `#token=${TOKEN}` } = options
  const start = (port: number) =>
    startWebServer({ pages, router: fake.router, token: TOKEN, port: { port, exact: true } })
  let server = await start(0)
  const context = await browser.newContext({
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options.context,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(`${server.origin}${path}${hash}`)
  return {
    page,
    fake,
    complaints,
    stopServer: () => server.close(),
    async startServer() {
      server = await start(server.port)
    },
    async [Symbol.asyncDispose]() {
      await context.close()
      await server.close()
    },
  }
}
