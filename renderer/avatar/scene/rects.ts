import type { Rect } from '../../../electron/contract/index.ts'

/** Places are told in steps of so many CSS pixels, so that breath alone does not make a new place of her. */
const GRID = 8

/** The parts of rectangles that lie in a picture of that size, outwards to a coarse grid; those outside are left out. */
export function withinPicture(rects: readonly Rect[], width: number, height: number): Rect[] {
  const down = (value: number, most: number) => Math.min(most, Math.max(0, Math.floor(value / GRID) * GRID))
  const up = (value: number, most: number) => Math.min(most, Math.max(0, Math.ceil(value / GRID) * GRID))
  return rects.flatMap((rect) => {
    const [x, y] = [down(rect.x, width), down(rect.y, height)]
    const [right, bottom] = [up(rect.x + rect.width, width), up(rect.y + rect.height, height)]
    return right > x && bottom > y ? [{ x, y, width: right - x, height: bottom - y }] : []
  })
}
