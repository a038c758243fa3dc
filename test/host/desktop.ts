import { existsSync } from 'node:fs'
import type { Bounds } from './browser-window.ts'
import { StrictEmitter, strict } from './strict.ts'

/** What a test sees of the desktop around the windows, and sets. */
export const desktop = {
  trays: [] as Tray[],
  /** Addresses given to the user's browser. */
  opened: [] as string[],
  /** Error boxes that were shown. */
  errors: [] as { title: string; content: string }[],
  cursor: { x: 0, y: 0 },
  /** Work areas; the first one is the primary display's. */
  displays: [{ x: 0, y: 0, width: 1920, height: 1040 }] as Bounds[],
}

export interface MenuItem {
  id?: string
  label?: string
  type?: string
  role?: string
  checked?: boolean
  click?: () => void
}

export class Menu {
  readonly items: readonly MenuItem[]
  constructor(items: readonly MenuItem[]) {
    this.items = items
  }
  static buildFromTemplate(items: readonly MenuItem[]): Menu {
    return strict('Menu', new Menu(items))
  }
  static setApplicationMenu(): void {}
}

export class Tray extends StrictEmitter {
  menu: Menu | null = null
  constructor(image: string) {
    super('Tray', ['click'])
    if (!existsSync(image)) throw new Error(`Failed to load image from path '${image}'`)
    desktop.trays.push(this)
  }
  setToolTip(): void {}
  setContextMenu(menu: Menu | null): void {
    this.menu = menu
  }
}

class Screen extends StrictEmitter {
  constructor() {
    super('screen', ['display-added', 'display-metrics-changed', 'display-removed'])
  }
  getAllDisplays = () => desktop.displays.map((workArea, id) => strict('Display', { id, workArea }))
  getPrimaryDisplay() {
    const [primary] = this.getAllDisplays()
    if (!primary) throw new Error('Electron double: there is no display')
    return primary
  }
  getCursorScreenPoint = () => desktop.cursor
}
export const screen = strict('screen', new Screen())

/** Tells that the screen was locked or unlocked; see the orders of control.ts. */
export const powerMonitor = strict(
  'powerMonitor',
  new StrictEmitter('powerMonitor', ['lock-screen', 'unlock-screen', 'resume', 'suspend']),
)

export const shell = strict('shell', {
  async openExternal(url: string): Promise<void> {
    desktop.opened.push(url)
  },
})

export const dialog = strict('dialog', {
  /** The real one waits for the user; here it is only written down. */
  showErrorBox(title: string, content: string): void {
    desktop.errors.push({ title, content })
    console.error(`${title}: ${content}`)
  },
})

/** The system's theme is light; `themeSource` changes it for the app. */
export const nativeTheme = strict('nativeTheme', {
  themeSource: 'system' as 'system' | 'light' | 'dark',
  get shouldUseDarkColors() {
    return nativeTheme.themeSource === 'dark'
  },
})
