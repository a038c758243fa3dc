import type { Screen } from 'electron'
import type { Rect } from '../../contract/index.ts'

/** The displays' work areas (without task bars and docks), the primary display's first. */
export function workAreas(screen: Screen): [Rect, ...Rect[]] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary.workArea, ...others.map(({ workArea }) => workArea)]
}

/** Calls back when a display came, went or changed its size. */
export function onDisplaysChanged(screen: Screen, listener: () => void): void {
  screen.on('display-added', listener)
  screen.on('display-removed', listener)
  screen.on('display-metrics-changed', listener)
}
