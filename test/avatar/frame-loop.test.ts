import { expect, test } from 'vitest'
import { type FrameClock, startFrameLoop } from '../../renderer/avatar/scene/frame-loop.ts'

/** A browser whose screen is redrawn by hand. */
function fakeBrowser() {
  const callbacks = new Map<number, (time: number) => void>()
  const listeners = new Set<() => void>()
  let handles = 0
  let time = 0
  const document = {
    hidden: false,
    addEventListener: (_: string, listener: () => void) => void listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => void listeners.delete(listener),
  }
  const clock: FrameClock = {
    requestAnimationFrame(callback) {
      callbacks.set(++handles, callback)
      return handles
    },
    cancelAnimationFrame: (handle) => void callbacks.delete(handle),
    document: document as FrameClock['document'],
  }
  return {
    clock,
    listeners,
    callbacks,
    /** Redraws the screen so many times a second for so long. */
    run(rate: number, seconds: number) {
      for (let frame = 0; frame < rate * seconds; frame++) {
        time += 1000 / rate
        const due = [...callbacks.values()]
        callbacks.clear()
        for (const callback of due) callback(time)
      }
    },
    hide(hidden: boolean) {
      document.hidden = hidden
      for (const listener of listeners) listener()
    },
  }
}

test.each([30, 60, 120, 144])('on a %i Hz screen it draws at most 30 times a second, or close to it', (rate) => {
  const browser = fakeBrowser()
  let frames = 0
  startFrameLoop({ clock: browser.clock, framesPerSecond: () => 30, onFrame: () => frames++ })
  browser.run(rate, 10)
  expect(frames).toBeGreaterThan(10 * 28)
  expect(frames).toBeLessThan(10 * 37)
})

test('a hidden page is not drawn, and what it missed is not made up for', () => {
  const browser = fakeBrowser()
  const deltas: number[] = []
  const stop = startFrameLoop({
    clock: browser.clock,
    framesPerSecond: () => 60,
    onFrame: (delta) => deltas.push(delta),
  })
  browser.run(60, 1)
  browser.hide(true)
  const drawn = deltas.length
  expect(browser.callbacks.size).toBe(0)
  browser.run(60, 100)
  expect(deltas).toHaveLength(drawn)

  browser.hide(false)
  browser.run(60, 1)
  expect(deltas.length).toBeGreaterThan(drawn)
  expect(Math.max(...deltas)).toBeLessThan(0.1)

  stop()
  expect([browser.callbacks.size, browser.listeners.size]).toEqual([0, 0])
})
