import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { createPages } from '../../electron/pages/create-pages.ts'
import { startWebServer } from '../../electron/web/server.ts'
import { renderer } from '../../electron.vite.config.ts'
import { chromiumArgs } from '../host/chromium-args.ts'
import { createFakeCompanion, type FakeCompanion } from '../renderer/fake-companion.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const TOKEN = 'a-token-for-tests'

/** The overlay in a real browser, with a companion that says what a test has it say. */
export interface OpenOverlay extends AsyncDisposable {
  readonly page: Page
  readonly fake: FakeCompanion
  /** What the browser's console said of errors: broken policies and thrown ones alike. */
  readonly complaints: readonly string[]
}

export interface OverlayOptions {
  readonly fake?: FakeCompanion
  readonly context?: BrowserContextOptions
  /** Where the avatars are; those that ship, unless it says otherwise. */
  readonly avatarsDir?: string
  /** Whether the browser can draw in three dimensions. */
  readonly webgl?: boolean
}

export interface OverlayBench extends AsyncDisposable {
  open(options?: OverlayOptions): Promise<OpenOverlay>
}

/** Builds the overlay's page once and starts the browser. It is served as the web host does, policy and all. */
export async function createOverlayBench(): Promise<OverlayBench> {
  await using cleanup = new AsyncDisposableStack()
  const pagesDir = await mkdtemp(join(tmpdir(), 'kira-overlay-'))
  cleanup.defer(() => rm(pagesDir, { recursive: true }))
  await build({
    ...renderer,
    build: {
      ...renderer.build,
      outDir: pagesDir,
      rolldownOptions: { input: { overlay: join(ROOT, 'renderer/overlay.html') } },
    },
    configFile: false,
    logLevel: 'error',
  })
  const browser = await chromium.launch({
    executablePath: process.env.KIRA_CHROMIUM ?? '/usr/bin/chromium',
    args: [...chromiumArgs],
  })
  cleanup.defer(() => browser.close())
  const rest = cleanup.move()

  return {
    async open({ fake = createFakeCompanion(), context = {}, avatarsDir, webgl = true } = {}) {
      await using opened = new AsyncDisposableStack()
      const pages = createPages({ pagesDir, avatarsDir: avatarsDir ?? join(ROOT, 'data/avatars'), dataDir: pagesDir })
      const server = await startWebServer({ pages, router: fake.router, token: TOKEN, port: { port: 0, exact: true } })
      opened.defer(() => server.close())
      const browserContext = await browser.newContext({ viewport: { width: 472, height: 680 }, ...context })
      opened.defer(() => browserContext.close())
      const page = await browserContext.newPage()
      if (!webgl) {
        await page.addInitScript(() => {
          HTMLCanvasElement.prototype.getContext = () => null
        })
      }
      const complaints: string[] = []
      page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
      page.on('pageerror', (error) => complaints.push(String(error)))
      await page.goto(`${server.origin}/overlay#token=${TOKEN}`)
      const all = opened.move()
      return { page, fake, complaints, [Symbol.asyncDispose]: () => all.disposeAsync() }
    },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}
