import { once } from 'node:events'
import { createServer } from 'node:net'
import { type BrowserContext, chromium, type Page, type Route } from 'playwright-core'
import { chromiumArgs } from './chromium-args.ts'
import { schemeOf, toElectron } from './urls.ts'

type SchemeHandler = (request: Request) => Response | Promise<Response>

/** What `protocol.handle` was given. */
export const schemeHandlers = new Map<string, SchemeHandler>()

/** Asked before a page goes anywhere: `false` keeps it where it is. */
export const navigationGuards = new WeakMap<Page, (url: string) => boolean>()

export interface Chromium {
  readonly context: BrowserContext
  /** Where a test connects, such as `http://127.0.0.1:9222`. */
  readonly devtools: string
}

/** Starts the browser whose pages are the app's windows. */
export async function startChromium(profileDir: string): Promise<Chromium> {
  const port = await freePort()
  const context = await chromium.launchPersistentContext(profileDir, {
    executablePath: process.env.KIRA_CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport: null,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...chromiumArgs, `--remote-debugging-port=${port}`],
    // Ctrl-C belongs to the app under test.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  })
  await context.route('**/*', (route) => answer(route))
  return { context, devtools: `http://127.0.0.1:${port}` }
}

/** Answers requests to the app's own scheme; everything else stays unanswered, as without a network. */
async function answer(route: Route): Promise<void> {
  const request = route.request()
  const url = request.url()
  if (request.isNavigationRequest()) {
    const frame = request.frame()
    const isMain = frame.parentFrame() === null
    if (isMain && navigationGuards.get(frame.page())?.(toElectron(url)) === false) return route.abort('aborted')
  }
  const handler = schemeHandlers.get(schemeOf(url) ?? '')
  if (!handler) return route.abort('internetdisconnected')
  const response = await handler(new Request(toElectron(url), { method: request.method(), headers: request.headers() }))
  return route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
