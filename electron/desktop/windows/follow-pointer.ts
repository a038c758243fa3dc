import type { BrowserWindow, Screen } from 'electron'
import type { Rect } from '../../contract/index.ts'
import { type Point, takesMouse } from './pointer.ts'

/** Milliseconds between two looks at the mouse: 20 a second. */
const INTERVAL = 50

/**
 * Looks where the mouse is while the overlay is seen: lets clicks fall through beside her, and tells where the mouse
 * went, so that her eyes can follow. Asking the system works everywhere; having moves forwarded to a window that
 * ignores the mouse does not (Linux).
 *
 * @param shape where the window takes the mouse, from its top left corner
 * @param onMove gets the mouse's place from the window's top left corner
 */
export function followPointer(
  window: BrowserWindow,
  screen: Pick<Screen, 'getCursorScreenPoint'>,
  shape: () => readonly Rect[],
  onMove: (x: number, y: number) => void,
): void {
  let timer: NodeJS.Timeout | undefined
  let taking = false
  let last: Point = { x: Number.NaN, y: Number.NaN }

  function look(): void {
    const cursor = screen.getCursorScreenPoint()
    const bounds = window.getBounds()
    const takes = takesMouse(cursor, bounds, shape(), taking)
    if (takes !== taking) {
      taking = takes
      window.setIgnoreMouseEvents(!takes)
    }
    const place = { x: cursor.x - bounds.x, y: cursor.y - bounds.y }
    if (place.x === last.x && place.y === last.y) return
    last = place
    onMove(place.x, place.y)
  }

  function start(): void {
    timer ??= setInterval(look, INTERVAL)
  }
  function stop(): void {
    clearInterval(timer)
    timer = undefined
  }
  window.on('show', start)
  window.on('hide', stop)
  window.on('closed', stop)
}
