import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Page } from 'playwright-core'
import { ensureChromium } from '../../scripts/lib/chromium.ts'
import { chromiumArgs } from '../host/chromium-args.ts'
import { type AppDriver, type Host, type LaunchOptions, poll, testEnvironment } from './app-driver.ts'

const root = join(import.meta.dirname, '../..')
const sizes = {
  chat: { width: 1000, height: 720 },
  settings: { width: 820, height: 640 },
  overlay: { width: 480, height: 680 },
}

/** The web host as a process of its own, and a browser that opened the printed address. */
export const webHost: Host = { name: 'web host', missing: null, launch }

async function launch({ dataDir }: LaunchOptions): Promise<AppDriver> {
  const complaints: string[] = []
  const args = ['electron/web/main.ts', '--no-open', '--port', '0', '--data-dir', dataDir]
  const host = spawn(process.execPath, args, { cwd: root, env: testEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  host.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  createInterface({ input: host.stderr }).on('line', (line) => complaints.push(`host: ${line}`))
  const address = await poll('the printed address', () => /http:\S+\/#token=\S+/.exec(printed)?.[0]).catch((error) => {
    host.kill('SIGKILL')
    throw new Error(`${error.message}\n${complaints.join('\n')}`)
  })

  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...chromiumArgs],
  })
  const context = await browser.newContext({ locale: 'en-US' })
  const pages = new Map<string, Page>()

  return {
    complaints,
    pid: host.pid ?? 0,
    desktop: null,
    web: {
      origin: new URL(address).origin,
      async newPage(url) {
        const page = await context.newPage()
        await page.goto(url)
        return page
      },
    },
    async page(name) {
      const open = pages.get(name)
      if (open) return open
      const page = await context.newPage()
      pages.set(name, page)
      await page.setViewportSize(sizes[name])
      page.on('console', (message) => message.type() === 'error' && complaints.push(`${name}: ${message.text()}`))
      page.on('pageerror', (error) => complaints.push(`${name}: ${error.message}`))
      const url = new URL(address)
      url.pathname = `/${name}`
      await page.goto(url.href)
      return page
    },
    async close() {
      await browser.close()
      host.kill('SIGINT')
      if (host.exitCode === null) await once(host, 'exit')
    },
  }
}
