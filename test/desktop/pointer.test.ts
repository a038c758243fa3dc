import fc from 'fast-check'
import { expect, test } from 'vitest'
import { takesMouse } from '../../electron/desktop/windows/pointer.ts'

const window = { x: 1000, y: 200, width: 400, height: 600 }
const body = { x: 100, y: 150, width: 200, height: 400 }

test('the mouse is hers over her shape, and nobody’s beside it', () => {
  expect(takesMouse({ x: 1150, y: 500 }, window, [body], false)).toBe(true)
  expect(takesMouse({ x: 1050, y: 500 }, window, [body], false)).toBe(false)
  expect(takesMouse({ x: 150, y: 500 }, window, [body], false)).toBe(false)
})

test('once she has the mouse, she keeps it a little beyond her edge', () => {
  const justBeside = { x: 1000 + 95, y: 500 }
  expect(takesMouse(justBeside, window, [body], false)).toBe(false)
  expect(takesMouse(justBeside, window, [body], true)).toBe(true)
  expect(takesMouse({ x: 1000 + 80, y: 500 }, window, [body], true)).toBe(false)
})

test('without a shape, every click falls through', () => {
  const coordinate = fc.double({ noNaN: true })
  fc.assert(
    fc.property(coordinate, coordinate, fc.boolean(), (x, y, taking) => !takesMouse({ x, y }, window, [], taking)),
  )
})
