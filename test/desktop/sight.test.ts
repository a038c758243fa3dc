import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { followSight } from '../../electron/desktop/sight.ts'

test('she is seen while her window is shown and the screen is not locked; only changes are told', () => {
  const screen = new EventEmitter()
  const told: boolean[] = []
  let shown = true
  const sight = followSight({
    screen,
    shown: () => shown,
    onChange: (seen) => told.push(seen),
  })
  const show = (on: boolean) => {
    shown = on
    sight.refresh()
  }

  show(true)
  expect(told).toEqual([])
  screen.emit('lock-screen')
  show(false)
  show(true)
  expect(told).toEqual([false])
  screen.emit('unlock-screen')
  expect(told).toEqual([false, true])
  show(false)
  screen.emit('lock-screen')
  screen.emit('unlock-screen')
  expect(told).toEqual([false, true, false])
  show(true)
  expect(told).toEqual([false, true, false, true])
})
