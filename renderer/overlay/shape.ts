import type { Rect } from '../../electron/contract/index.ts'

/** The whole CSS pixels that a rectangle touches. */
export function outwards({ x, y, width, height }: Rect): Rect {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  return { x: left, y: top, width: Math.ceil(x + width) - left, height: Math.ceil(y + height) - top }
}

/** Where the overlay takes the mouse: the parts of her body, and the elements marked `data-takes-mouse` that can be seen. */
export function overlayShape(root: Element, body: readonly Rect[]): Rect[] {
  const marked = [...root.querySelectorAll('[data-takes-mouse]')].map((element) => element.getBoundingClientRect())
  const rects = [...body, ...marked]
  return rects.filter(({ width, height }) => width > 0 && height > 0).map(outwards)
}

export const contains = (rects: readonly Rect[], x: number, y: number): boolean =>
  rects.some((rect) => x >= rect.x && y >= rect.y && x < rect.x + rect.width && y < rect.y + rect.height)

/** Calls `report` only with a shape that differs from the one before. */
export function onlyChanges(report: (shape: Rect[]) => void): (shape: Rect[]) => void {
  let last = ''
  return (shape) => {
    const now = JSON.stringify(shape)
    if (now === last) return
    last = now
    report(shape)
  }
}
