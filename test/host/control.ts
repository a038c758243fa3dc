import { app } from './app.ts'
import { allWindows, type Bounds, type WindowFacts } from './browser-window.ts'
import { desktop, powerMonitor, screen } from './desktop.ts'

/** What a test asks of the double, over Node's own channel to a child process. */
export type Order =
  | { do: 'look' }
  | { do: 'choose-in-tray'; id: string }
  | { do: 'close-window'; url: string }
  | { do: 'move-mouse'; x: number; y: number }
  | { do: 'set-displays'; displays: Bounds[] }
  | { do: 'lock-screen'; on: boolean }
  | { do: 'start-again' }
  | { do: 'quit' }

/** What it answers. */
export interface DesktopFacts {
  devtools: string
  windows: WindowFacts[]
  tray: { id: string; label: string; checked: boolean }[]
  opened: string[]
  errors: { title: string; content: string }[]
}

function look(): DesktopFacts {
  const items = desktop.trays.at(-1)?.menu?.items ?? []
  return {
    devtools: app.isReady() ? app.chromium.devtools : '',
    windows: allWindows().map((window) => window.facts),
    tray: items.flatMap(({ id, label, checked = false }) => (id && label ? [{ id, label, checked }] : [])),
    opened: desktop.opened,
    errors: desktop.errors,
  }
}

function obey(order: Order): void {
  switch (order.do) {
    case 'look':
      break
    case 'choose-in-tray':
      chooseInTray(order.id)
      break
    case 'close-window':
      allWindows()
        .find(({ facts }) => facts.url === order.url)
        ?.close()
      break
    case 'move-mouse':
      desktop.cursor = { x: order.x, y: order.y }
      break
    case 'set-displays':
      desktop.displays = order.displays
      screen.emit('display-metrics-changed')
      break
    case 'lock-screen':
      powerMonitor.emit(order.on ? 'lock-screen' : 'unlock-screen')
      break
    case 'start-again':
      app.emit('second-instance', {}, [], process.cwd())
      break
    case 'quit':
      app.quit()
      break
    default:
      order satisfies never
  }
}

function chooseInTray(id: string): void {
  const item = desktop.trays.at(-1)?.menu?.items.find((candidate) => candidate.id === id)
  if (!item?.click) throw new Error(`Electron double: the tray has no item ${id}`)
  item.click()
}

/** Takes orders from the test that started this process, and ends with it. */
export function takeOrders(): void {
  process.on('message', ({ id, order }: { id: number; order: Order }) => {
    obey(order)
    process.send?.({ id, facts: look() })
  })
  process.on('disconnect', () => process.exit(1))
}
