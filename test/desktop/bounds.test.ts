import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ontoDisplay, overlayHome } from '../../electron/desktop/windows/bounds.ts'
import { openBoundsFile } from '../../electron/desktop/windows/bounds-file.ts'

const left = { x: 0, y: 0, width: 1920, height: 1040 }
const right = { x: 1920, y: -200, width: 2560, height: 1400 }

test('a window that is seen whole stays where it is', () => {
  const bounds = { x: 2000, y: 100, width: 480, height: 720 }
  expect(ontoDisplay(bounds, [left, right])).toEqual(bounds)
})

test('a window half outside comes in, onto the display it covers most of', () => {
  const bounds = { x: 1850, y: 900, width: 480, height: 720 }
  expect(ontoDisplay(bounds, [left, right])).toEqual({ x: 1920, y: 480, width: 480, height: 720 })
})

test('a window on a display that is gone comes to the primary one', () => {
  const bounds = { x: 3000, y: 100, width: 480, height: 720 }
  expect(ontoDisplay(bounds, [left])).toEqual({ x: 1440, y: 100, width: 480, height: 720 })
})

test('wherever a window was, it is seen whole, in whole pixels', () => {
  const place = fc.double({ min: -1e6, max: 1e6, noNaN: true })
  const size = fc.double({ min: 1, max: 1e5, noNaN: true })
  fc.assert(
    fc.property(place, place, size, size, (x, y, width, height) => {
      const bounds = ontoDisplay({ x, y, width, height }, [left])
      expect(Object.values(bounds).every(Number.isInteger)).toBe(true)
      expect(bounds.x).toBeGreaterThanOrEqual(left.x)
      expect(bounds.y).toBeGreaterThanOrEqual(left.y)
      expect(bounds.x + bounds.width).toBeLessThanOrEqual(left.x + left.width)
      expect(bounds.y + bounds.height).toBeLessThanOrEqual(left.y + left.height)
    }),
  )
})

test('her home is the lower right corner', () => {
  expect(overlayHome({ width: 472, height: 680 }, right)).toEqual({ x: 4008, y: 520, width: 472, height: 680 })
})

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kira-bounds-'))
  path = join(folder, 'windows.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('places are kept; a file that is wrong costs only what is wrong in it', () => {
  const place = { x: 10, y: -20, width: 480, height: 720 }
  const file = openBoundsFile(path)
  file.set('chat', place)
  file.flush()
  expect(openBoundsFile(path).get('chat')).toEqual(place)

  writeFileSync(path, JSON.stringify({ chat: place, overlay: { x: 'left' }, settings: { ...place, width: -5 } }))
  const reread = openBoundsFile(path)
  expect([reread.get('chat'), reread.get('overlay'), reread.get('settings')]).toEqual([place, undefined, undefined])

  writeFileSync(path, 'not JSON')
  expect(openBoundsFile(path).get('chat')).toBeUndefined()
})

test('nothing is written where nothing moved, and a folder that is gone is no matter', () => {
  const file = openBoundsFile(path)
  file.flush()
  expect(() => readFileSync(path)).toThrow()
  rmSync(folder, { recursive: true })
  file.set('chat', { x: 0, y: 0, width: 1, height: 1 })
  expect(() => file.flush()).not.toThrow()
})
