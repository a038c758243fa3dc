import { describe, expect, test } from 'vitest'
import { type FrameClock, startFrameLoop } from '../../renderer/avatar/scene/frame-loop.ts'
import { frameRate } from '../../renderer/avatar/scene/frame-rate.ts'

/** A browser whose clock and screen are moved on by hand. */
function fakeBrowser() {
  const frames = new Map<number, (time: number) => void>()
  const timers = new Map<number, { due: number; callback: () => void }>()
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
      frames.set(++handles, callback)
      return handles
    },
    cancelAnimationFrame: (handle) => void frames.delete(handle),
    setTimeout(callback, milliseconds) {
      timers.set(++handles, { due: time + milliseconds, callback })
      return handles
    },
    clearTimeout: (handle) => void timers.delete(handle),
    performance: { now: () => time },
    document: document as FrameClock['document'],
  }
  const browser = {
    clock,
    listeners,
    /** How often the screen asked the page for a frame. */
    asked: 0,
    /** What the page waits for. */
    get waitsFor() {
      return frames.size + timers.size
    },
    /** Redraws the screen so many times a second for so long. */
    run(rate: number, seconds: number) {
      for (let frame = 0; frame < rate * seconds; frame++) {
        const until = time + 1000 / rate
        for (const [handle, { due, callback }] of timers) {
          if (due > until) continue
          timers.delete(handle)
          time = Math.max(time, due)
          callback()
        }
        time = until
        const due = [...frames.values()]
        frames.clear()
        browser.asked += due.length
        for (const callback of due) callback(time)
      }
    },
    hide(hidden: boolean) {
      document.hidden = hidden
      for (const listener of listeners) listener()
    },
  }
  return browser
}

describe('the frame loop', () => {
  for (const screen of [30, 60, 120, 144]) {
    for (const wanted of [10, 30, 60]) {
      test(`on a ${screen} Hz screen it draws ${wanted} times a second, or as close to it as the screen goes`, () => {
        const browser = fakeBrowser()
        let frames = 0
        startFrameLoop({ clock: browser.clock, framesPerSecond: () => wanted, onFrame: () => frames++ })
        browser.run(screen, 10)
        const possible = Math.min(wanted, screen)
        expect(frames / 10).toBeGreaterThan(possible * 0.8)
        expect(frames / 10).toBeLessThan(possible * 1.25)
      })
    }
  }

  test('between slow frames the page sleeps, and is not asked for more', () => {
    const browser = fakeBrowser()
    startFrameLoop({ clock: browser.clock, framesPerSecond: () => 10, onFrame: () => {} })
    browser.run(60, 10)
    expect(browser.asked).toBeLessThan(10 * 13)
  })

  test('a hidden page is not drawn, waits for nothing, and what it missed is not made up for', () => {
    const browser = fakeBrowser()
    const deltas: number[] = []
    const loop = startFrameLoop({
      clock: browser.clock,
      framesPerSecond: () => 60,
      onFrame: (delta) => deltas.push(delta),
    })
    browser.run(60, 1)
    browser.hide(true)
    const drawn = deltas.length
    expect(browser.waitsFor).toBe(0)
    browser.run(60, 100)
    loop.wake()
    expect(browser.waitsFor).toBe(0)
    expect(deltas).toHaveLength(drawn)

    browser.hide(false)
    browser.run(60, 1)
    expect(deltas.length).toBeGreaterThan(drawn)
    expect(Math.max(...deltas)).toBeLessThan(0.1)

    loop.stop()
    expect([browser.waitsFor, browser.listeners.size]).toEqual([0, 0])
  })

  test('nobody to see her: it waits for nothing until it is woken', () => {
    const browser = fakeBrowser()
    let rate = 0
    let frames = 0
    const loop = startFrameLoop({ clock: browser.clock, framesPerSecond: () => rate, onFrame: () => frames++ })
    browser.run(60, 5)
    expect([frames, browser.waitsFor]).toEqual([0, 0])
    rate = 60
    loop.wake()
    browser.run(60, 1)
    expect(frames).toBeGreaterThan(50)
    rate = 0
    browser.run(60, 1)
    expect(browser.waitsFor).toBe(0)
  })

  test('something happens while she dozes: the next frame does not wait for the slow beat', () => {
    const browser = fakeBrowser()
    let rate = 10
    let frames = 0
    const loop = startFrameLoop({ clock: browser.clock, framesPerSecond: () => rate, onFrame: () => frames++ })
    browser.run(60, 0.05)
    const before = frames
    rate = 60
    loop.wake()
    browser.run(60, 0.04)
    expect(frames).toBeGreaterThanOrEqual(before + 2)
  })
})

test('she is drawn as often as it shows, and never while nobody can see her', () => {
  const rates = (['lively', 'idle', 'calm'] as const).map((liveliness) => frameRate(liveliness, true))
  expect(rates).toEqual([60, 30, 10])
  expect(frameRate('lively', false)).toBe(0)
})
