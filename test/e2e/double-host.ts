import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright-core'
import { ensureChromium } from '../../scripts/lib/chromium.ts'
import type { DesktopFacts, Order } from '../host/control.ts'
import { type AppDriver, type Host, type LaunchOptions, poll, testEnvironment } from './app-driver.ts'

const root = join(import.meta.dirname, '../..')

/** The built desktop app on the Electron double (see test/host/README.md). */
export const doubleHost: Host = { name: 'desktop of the Electron double', missing: null, launch }

async function launch({ dataDir }: LaunchOptions): Promise<AppDriver> {
  const complaints: string[] = []
  const env = testEnvironment({ DOUBLE_APP: root, KIRA_CHROMIUM: await ensureChromium() })
  const options = { cwd: root, env, execArgv: [], stdio: ['ignore', 'inherit', 'pipe', 'ipc'] as const }
  const app = fork(join(root, 'test/host/run.ts'), ['--data-dir', dataDir], { ...options, stdio: [...options.stdio] })
  if (app.stderr) createInterface({ input: app.stderr }).on('line', (line) => complaints.push(line))
  const ended = once(app, 'exit')
  const died = ended.then((): never => {
    throw new Error(`the double ended:\n${complaints.join('\n')}`)
  })
  died.catch(() => {}) // in the end it is meant to end

  let lastId = 0
  const waiting = new Map<number, (facts: DesktopFacts) => void>()
  app.on('message', ({ id, facts }: { id: number; facts: DesktopFacts }) => waiting.get(id)?.(facts))
  function order(given: Order): Promise<DesktopFacts> {
    const id = ++lastId
    const answered = new Promise<DesktopFacts>((resolve) => waiting.set(id, resolve))
    app.send({ id, order: given })
    return Promise.race([answered, died])
  }
  const look = () => order({ do: 'look' })

  const devtools = await poll('the double is ready', async () => (await look()).devtools || undefined)
  const browser = await chromium.connectOverCDP(devtools).catch(async (error) => {
    // Where the app ended meanwhile, that is the better reason.
    await Promise.race([died, new Promise((resolve) => setTimeout(resolve, 5000))])
    throw error
  })
  const find = (name: string) =>
    browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((page) => new URL(page.url()).pathname === `/${name}`)

  return {
    complaints,
    pid: app.pid ?? 0,
    web: null,
    desktop: { look, order },
    async page(name) {
      if (name === 'settings') await order({ do: 'choose-in-tray', id: 'settings' })
      return Promise.race([poll(`the window ${name}`, () => find(name)), died])
    },
    async close() {
      await browser.close()
      if (app.connected) app.send({ id: 0, order: { do: 'quit' } satisfies Order })
      await ended
    },
  }
}
