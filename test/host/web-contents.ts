import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { app } from './app.ts'
import { navigationGuards } from './chromium.ts'
import { bootPage } from './in-page.ts'
import { connectIpc } from './ipc.ts'
import { preventable, StrictEmitter } from './strict.ts'
import { toChromium, toElectron } from './urls.ts'

export interface WebPreferences {
  preload?: string
  sandbox?: boolean
  contextIsolation?: boolean
  nodeIntegration?: boolean
  webviewTag?: boolean
  devTools?: boolean
}

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' }

export class WebContents extends StrictEmitter {
  readonly page: Promise<Page>
  #url = ''
  #loading = 0
  #openHandler: OpenHandler | undefined

  constructor(preferences: WebPreferences, context: BrowserContext) {
    super('webContents', ['will-attach-webview', 'will-navigate', 'will-redirect'])
    checkPreferences(preferences)
    this.page = this.#open(preferences, context)
  }

  getURL(): string {
    return this.#url
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  async load(url: string): Promise<void> {
    this.#url = url
    this.#loading += 1
    try {
      await (await this.page).goto(toChromium(url))
    } catch (error) {
      // As Electron: what goes elsewhere before it has arrived is rejected so.
      if (this.#url !== url)
        throw Object.assign(new Error(`ERR_ABORTED (-3) loading '${url}'`), { code: 'ERR_ABORTED' })
      throw error
    } finally {
      this.#loading -= 1
    }
  }

  async #open({ preload }: WebPreferences, context: BrowserContext): Promise<Page> {
    const page = await context.newPage()
    navigationGuards.set(page, (url) => this.#mayNavigate(url))
    await connectIpc(page, this, (url) => this.#refuseWindow(url))
    if (preload) {
      const source = `function (require, module, exports) {\n${readFileSync(preload, 'utf8')}\n}`
      await page.addInitScript(`(${bootPage.toString()})(${source})`)
    }
    // Also where only what stands behind the `#` changes.
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.#url = toElectron(frame.url())
    })
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(`[${this.#url}] ${message.text()}`)
    })
    page.on('pageerror', (error) => console.error(`[${this.#url}] ${error.stack ?? error.message}`))
    return page
  }

  #mayNavigate(url: string): boolean {
    if (this.#loading > 0) return true
    // A request says nothing of what stands behind the `#`: one for this page loads it again as it is.
    const isReload = url === this.#url.split('#', 1)[0]
    const event = preventable({ url: isReload ? this.#url : url })
    this.emit('will-navigate', event)
    return !event.prevented
  }

  #refuseWindow(url: string): void {
    if (this.#openHandler?.({ url }).action !== 'deny') {
      throw new Error('Electron double: a page may open no window of its own')
    }
  }
}

function checkPreferences({ preload, sandbox, contextIsolation, nodeIntegration, webviewTag }: WebPreferences): void {
  if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
  if (sandbox === false || contextIsolation === false || nodeIntegration || webviewTag) {
    throw new Error('Electron double: only sandboxed, isolated pages without Node are supported')
  }
  if (preload?.endsWith('.mjs')) throw new Error('A sandboxed preload can’t be an ES module')
}
