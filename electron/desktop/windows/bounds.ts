import type { Rect } from '../../contract/index.ts'

/**
 * Moves a window to where it is seen whole, and makes it smaller only where it must: into the work area that it
 * covers most of, or the first one where it covers none.
 *
 * @param areas the displays' work areas, the primary display's first; at least one
 */
export function ontoDisplay(bounds: Rect, areas: readonly [Rect, ...Rect[]]): Rect {
  const area = areas.reduce((best, next) => (overlap(bounds, next) > overlap(bounds, best) ? next : best))
  const width = Math.min(bounds.width, area.width)
  const height = Math.min(bounds.height, area.height)
  return {
    x: Math.round(clamp(bounds.x, area.x, area.x + area.width - width)),
    y: Math.round(clamp(bounds.y, area.y, area.y + area.height - height)),
    width: Math.round(width),
    height: Math.round(height),
  }
}

/** The overlay's place before anybody moved it: the lower right corner. */
export function overlayHome(size: Pick<Rect, 'width' | 'height'>, area: Rect): Rect {
  const { width, height } = size
  return { x: area.x + area.width - width, y: area.y + area.height - height, width, height }
}

/** A place in the middle. */
export function centred(size: Pick<Rect, 'width' | 'height'>, area: Rect): Rect {
  const { width, height } = size
  return { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

function overlap(a: Rect, b: Rect): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(0, width) * Math.max(0, height)
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
