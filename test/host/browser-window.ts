import type { BrowserContext, Page } from 'playwright-core'
import { app } from './app.ts'
import { preventable, StrictEmitter, strict } from './strict.ts'
import { WebContents, type WebPreferences } from './web-contents.ts'

export interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

interface WindowOptions extends Partial<Bounds> {
  title?: string
  show?: boolean
  transparent?: boolean
  focusable?: boolean
  skipTaskbar?: boolean
  webPreferences?: WebPreferences
}

/** What a test may ask about a window. */
export interface WindowFacts {
  url: string
  bounds: Bounds
  visible: boolean
  focused: boolean
  transparent: boolean
  skipTaskbar: boolean
  alwaysOnTop: boolean
  ignoresMouse: boolean
}

const events = ['close', 'closed', 'hide', 'move', 'resize', 'show']
const windows = new Set<BrowserWindow>()

export function allWindows(): BrowserWindow[] {
  return [...windows]
}

export class BrowserWindow extends StrictEmitter {
  readonly webContents: WebContents
  readonly #facts: Omit<WindowFacts, 'url' | 'bounds'>
  #bounds: Bounds

  constructor(options: WindowOptions) {
    super('BrowserWindow', events)
    const { x = 0, y = 0, width = 800, height = 600 } = options
    this.#bounds = { x, y, width, height }
    this.#facts = {
      visible: options.show !== false,
      focused: false,
      transparent: options.transparent === true,
      skipTaskbar: options.skipTaskbar === true,
      alwaysOnTop: false,
      ignoresMouse: false,
    }
    const { context } = app.chromium
    this.webContents = strict('webContents', new WebContents(options.webPreferences ?? {}, context))
    windows.add(this)
    void this.#page(async (page) => {
      await page.setViewportSize({ width, height })
      if (options.transparent) await seeThrough(context, page)
    })
    app.emit('web-contents-created', {}, this.webContents)
  }

  get facts(): WindowFacts {
    return { ...this.#facts, url: this.webContents.getURL(), bounds: this.getBounds() }
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url)
  }

  show(): void {
    for (const window of windows) window.#facts.focused = window === this
    this.showInactive()
  }

  showInactive(): void {
    this.#facts.visible = true
    this.emit('show')
  }

  hide(): void {
    this.#facts.visible = false
    this.#facts.focused = false
    this.emit('hide')
  }

  /** What a click on the window's cross does. */
  close(): void {
    const event = preventable({})
    this.emit('close', event)
    if (event.prevented) return
    windows.delete(this)
    void this.#page((page) => page.close())
    this.emit('closed')
    if (windows.size === 0) app.emit('window-all-closed')
  }

  isVisible = () => this.#facts.visible
  isMinimized = () => false
  restore(): void {}
  getBounds = (): Bounds => ({ ...this.#bounds })
  getNormalBounds = this.getBounds

  setBounds(bounds: Partial<Bounds>): void {
    const before = this.#bounds
    const after = { ...before, ...bounds }
    for (const value of Object.values(after)) {
      if (!Number.isInteger(value)) throw new TypeError('Error processing argument: bounds are whole numbers')
    }
    this.#bounds = after
    if (after.x !== before.x || after.y !== before.y) this.emit('move')
    if (after.width !== before.width || after.height !== before.height) {
      void this.#page((page) => page.setViewportSize({ width: after.width, height: after.height }))
      this.emit('resize')
    }
  }

  setAlwaysOnTop(on: boolean): void {
    this.#facts.alwaysOnTop = on
  }
  setIgnoreMouseEvents(ignore: boolean): void {
    this.#facts.ignoresMouse = ignore
  }
  setVisibleOnAllWorkspaces(): void {}

  async #page(use: (page: Page) => Promise<void>): Promise<void> {
    // A page that has been closed meanwhile needs nothing any more.
    await this.webContents.page.then(use).catch(() => {})
  }
}

async function seeThrough(context: BrowserContext, page: Page): Promise<void> {
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setDefaultBackgroundColorOverride', { color: { r: 0, g: 0, b: 0, a: 0 } })
}
