import type { Page } from 'playwright-core'
import type { WindowName } from '../../electron/contract/index.ts'
import type { DesktopFacts, Order } from '../host/control.ts'

/** Kira as a user has her, wherever she runs: the end-to-end spec is written against this. */
export interface AppDriver {
  /** A window's page. Opens it where it is not open. */
  page(name: WindowName): Promise<Page>
  /** The web host's doors; null on the desktop. */
  readonly web: { readonly origin: string; newPage(url: string): Promise<Page> } | null
  /** The desktop around the windows; null on the web host. */
  readonly desktop: DesktopDriver | null
  /** What pages complained about in their consoles, and main processes on standard error. */
  readonly complaints: readonly string[]
  /** Of the process that everything else of hers descends from. */
  readonly pid: number
  /** Quits as a user does, and waits until everything has ended. */
  close(): Promise<void>
}

export interface DesktopDriver {
  look(): Promise<Omit<DesktopFacts, 'devtools'>>
  /** The user's hand where no page is: the tray, the mouse, the displays. Null on real Electron, which has none for tests. */
  readonly order: ((order: Order) => Promise<DesktopFacts>) | null
}

export interface LaunchOptions {
  readonly dataDir: string
}

/** A host that the spec runs on. */
export interface Host {
  readonly name: string
  /** Why it can't be run here, or null. */
  readonly missing: string | null
  launch(options: LaunchOptions): Promise<AppDriver>
}

/** Asks until there is an answer. */
export async function poll<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 30_000
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** The environment for a Kira under test: English, no browser of the user's, none of Vitest's switches. */
export function testEnvironment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...env } = process.env
  return { ...env, LC_ALL: 'en_US.UTF-8', LANG: 'en_US.UTF-8', CI: '1', ...more }
}
