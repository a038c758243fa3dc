import type { Rect } from '../../contract/index.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/**
 * How far beyond the shape, in CSS pixels, the mouse stays hers once she has it: so that a quick drag does not lose
 * her, and her edge does not flicker.
 */
const HOLD = 12

/**
 * Whether the overlay window takes the mouse, or lets it through to what lies below.
 *
 * @param cursor and `window` in the screen's coordinates
 * @param shape rectangles from the window's top left corner
 * @param taking whether the window takes the mouse now
 */
export function takesMouse(cursor: Point, window: Rect, shape: readonly Rect[], taking: boolean): boolean {
  const x = cursor.x - window.x
  const y = cursor.y - window.y
  const margin = taking ? HOLD : 0
  return shape.some(
    (rect) =>
      x >= rect.x - margin &&
      x < rect.x + rect.width + margin &&
      y >= rect.y - margin &&
      y < rect.y + rect.height + margin,
  )
}
