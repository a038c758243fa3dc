import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { chromiumArgs } from '../host/chromium-args.ts'
import type { Lab } from './lab/page.ts'

declare global {
  interface Window {
    readonly lab: Lab
  }
}

const ROOT = resolve(import.meta.dirname, '../..')
const ORIGIN = 'http://lab.invalid'
export const KIRA_FILE = join(ROOT, 'data/avatars/kira.vrm')

/** A page in a real browser that shows avatars and measures them (see lab/page.ts). */
export interface AvatarLab extends AsyncDisposable {
  readonly page: Page
  readonly complaints: readonly string[]
  /** Bytes of the page's JavaScript heap and of the arrays it holds, after the garbage was collected. */
  heap(): Promise<number>
  /** Seconds that all processes of the browser have had the processor for. */
  cpuSeconds(): Promise<number>
}

/** @param avatars files, by the name that the page loads them by: `/kira.vrm` */
export async function openAvatarLab(avatars: Readonly<Record<string, string | Buffer>>): Promise<AvatarLab> {
  await using cleanup = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'kira-lab-'))
  cleanup.defer(() => rm(folder, { recursive: true }))
  await build({
    root: join(import.meta.dirname, 'lab'),
    base: './',
    build: { outDir: folder, emptyOutDir: true, target: 'es2024' },
    configFile: false,
    logLevel: 'error',
  })
  const browser: Browser = await chromium.launch({
    executablePath: process.env.KIRA_CHROMIUM ?? '/usr/bin/chromium',
    args: [...chromiumArgs],
  })
  cleanup.defer(() => browser.close())
  const page = await browser.newPage({ viewport: { width: 420, height: 620 } })
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    const file = avatars[pathname] ?? join(folder, pathname === '/' ? 'index.html' : pathname)
    if (typeof file !== 'string') await route.fulfill({ body: file })
    else if (existsSync(file)) await route.fulfill({ path: file })
    else await route.fulfill({ status: 404 })
  })
  const complaints: string[] = []
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(`${ORIGIN}/`)
  const ofPage: CDPSession = await page.context().newCDPSession(page)
  const ofBrowser: CDPSession = await browser.newBrowserCDPSession()
  const all = cleanup.move()
  return {
    page,
    complaints,
    async heap() {
      await ofPage.send('HeapProfiler.collectGarbage')
      const { usedSize, backingStorageSize } = await ofPage.send('Runtime.getHeapUsage')
      return usedSize + backingStorageSize
    },
    async cpuSeconds() {
      const { processInfo } = await ofBrowser.send('SystemInfo.getProcessInfo')
      return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}
