import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Chromium, startChromium } from './chromium.ts'
import { preventable, StrictEmitter, strict } from './strict.ts'

const appPath = resolve(process.env.DOUBLE_APP ?? '.')
const about = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')) as {
  name: string
  version: string
  productName?: string
}

/** Set by `run.ts` when the app's entry module has been evaluated. */
export const entryModule = Promise.withResolvers<void>()

const events = [
  'activate',
  'before-quit',
  'browser-window-created',
  'quit',
  'ready',
  'second-instance',
  'web-contents-created',
  'will-quit',
  'window-all-closed',
]

class App extends StrictEmitter {
  readonly isPackaged = false
  readonly commandLine = strict('app.commandLine', { hasSwitch: () => false })
  readonly name = about.productName ?? about.name
  readonly #paths = new Map<string, string>()
  readonly #ready: Promise<void>
  #chromium: Chromium | undefined
  #quitting = false

  constructor() {
    super('app', events)
    this.#ready = this.#start()
  }

  /** As Electron: ready only after the entry module has been evaluated, so awaiting it there hangs (electron#40719). */
  async #start(): Promise<void> {
    const hint = 'the entry module was not evaluated: a top-level await of app.whenReady() hangs in Electron'
    const timer = setTimeout(() => entryModule.reject(new Error(`Electron double: ${hint}`)), 10_000)
    await entryModule.promise
    clearTimeout(timer)
    this.#chromium = await startChromium(this.getPath('sessionData'))
    this.emit('ready')
  }

  get chromium(): Chromium {
    if (!this.#chromium) throw new Error('Electron double: this can be used only after the app is ready')
    return this.#chromium
  }

  whenReady = () => this.#ready
  isReady = () => this.#chromium !== undefined
  getVersion = () => about.version
  getName = () => this.name
  getAppPath = () => appPath
  getLocale = () => process.env.DOUBLE_LOCALE ?? 'en-US'
  /** Whether this is the first instance can be set from outside; the app under test sees no difference. */
  requestSingleInstanceLock = () => process.env.DOUBLE_SECOND_INSTANCE !== '1'

  enableSandbox(): void {
    if (this.isReady()) throw new Error('app.enableSandbox() can only be called before app is ready')
  }

  getPath(name: string): string {
    const path = this.#paths.get(name) ?? (name === 'sessionData' ? this.#paths.get('userData') : undefined)
    if (!path) throw new Error(`Electron double: no path “${name}” was set, and the real one is not a test's to touch`)
    return path
  }

  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Failed to set path: ${path} does not exist`)
    this.#paths.set(name, path)
  }

  quit(): void {
    if (this.#quitting) return
    const event = preventable({})
    this.emit('before-quit', event)
    if (event.prevented) return
    this.#quitting = true
    this.emit('will-quit', preventable({}))
    this.exit(0)
  }

  exit(code = 0): void {
    this.emit('quit', {}, code)
    const closed = this.#chromium?.context.close() ?? Promise.resolve()
    void closed.catch(() => {}).finally(() => process.exit(code))
  }
}

export const app = strict('app', new App())
