import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Rig } from '../../renderer/avatar/behaviours/behaviour.ts'
import { createBlink } from '../../renderer/avatar/behaviours/blink.ts'
import { createGaze } from '../../renderer/avatar/behaviours/gaze.ts'
import { lookAngles } from '../../renderer/avatar/look-angles.ts'
import { randomNumbers } from '../random-numbers.ts'

const FRAME = 1 / 60
const asEver = () => 0.5

/** A rig that remembers the turns of the last frame. */
function recordingRig() {
  const turns: Record<string, [number, number, number]> = {}
  const rig: Rig = {
    turn(bone, ...angles) {
      turns[bone] = angles
    },
  }
  return { rig, turns }
}

describe('blinking', () => {
  /** When the lids began to close, over an hour. */
  function blinks(random: () => number): number[] {
    const blink = createBlink(random)
    const starts: number[] = []
    let open = true
    for (let time = 0; time < 3600; time += FRAME) {
      blink.update(FRAME)
      if (open && blink.closed > 0) starts.push(time)
      open = blink.closed === 0
    }
    return starts
  }

  test('comes every 2 to 10 seconds, and now and then twice', () => {
    const starts = blinks(randomNumbers(1))
    const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0))
    const doubles = gaps.filter((gap) => gap < 1)
    const others = gaps.filter((gap) => gap >= 1)
    expect(Math.min(...others)).toBeGreaterThan(1.9)
    expect(Math.max(...others)).toBeLessThan(10.2)
    expect(doubles.length / gaps.length).toBeGreaterThan(0.05)
    expect(doubles.length / gaps.length).toBeLessThan(0.3)
  })

  test('depends on nothing but the random numbers passed in', () => {
    expect(blinks(randomNumbers(2))).toEqual(blinks(randomNumbers(2)))
  })

  test('shuts the eyes entirely, and opens them again', () => {
    const numbers = [0, 0.9]
    const blink = createBlink(() => numbers.shift() ?? 0.5)
    let most = 0
    for (let time = 0; time < 2.5; time += 0.001) {
      blink.update(0.001)
      most = Math.max(most, blink.closed)
    }
    expect(most).toBeGreaterThan(0.95)
    expect(blink.closed).toBe(0)
  })

  test('goes with a large gaze shift, and not with the next one right after it', () => {
    const blink = createBlink(() => 0.5)
    blink.glance()
    expect(blink.closed).toBe(0)
    blink.update(0.07)
    expect(blink.closed).toBeCloseTo(1, 6)
    blink.update(0.3)
    blink.glance()
    blink.update(0.05)
    expect(blink.closed).toBe(0)
    blink.update(1)
    blink.glance()
    blink.update(0.05)
    expect(blink.closed).toBeGreaterThan(0.5)
  })

  test('never keeps the eyes shut, at any frame rate and whatever she looks at', () => {
    const frames = fc.array(fc.record({ rate: fc.integer({ min: 5, max: 240 }), glances: fc.boolean() }), {
      minLength: 10,
      maxLength: 400,
    })
    fc.assert(
      fc.property(frames, fc.integer(), (film, seed) => {
        const blink = createBlink(randomNumbers(seed))
        let shut = 0
        for (const { rate, glances } of film) {
          if (glances) blink.glance()
          blink.update(1 / rate)
          expect(blink.closed >= 0 && blink.closed <= 1).toBe(true)
          shut = blink.closed > 0 ? shut + 1 / rate : 0
          // A blink, at the most after one that just had ended within the same frame, and that frame.
          expect(shut).toBeLessThan(0.23 + 0.2 + 0.2)
        }
      }),
    )
  })

  test('is at the same time at any frame rate', () => {
    const at = (rate: number) => {
      const blink = createBlink(randomNumbers(5))
      return Array.from({ length: 300 }, () => {
        for (let frame = 0; frame < rate / 5; frame++) blink.update(1 / rate)
        return blink.closed
      })
    }
    const slow = at(5)
    expect(Math.max(...slow)).toBeGreaterThan(0.3)
    for (const rate of [30, 60, 240]) {
      for (const [index, closed] of at(rate).entries()) expect(closed).toBeCloseTo(slow[index] ?? Number.NaN, 6)
    }
  })
})

describe('her eyes', () => {
  const following = (seconds: number, delta: number, calm = false) => {
    const gaze = createGaze({ random: () => 0.9, calm: () => calm, restlessness: asEver })
    const { rig, turns } = recordingRig()
    gaze.follow({ yaw: 20, pitch: 10 })
    for (let frame = 0; frame < Math.round(seconds / delta); frame++) gaze.update(delta, rig)
    return { eyes: gaze.eyes, turns }
  }

  test('follow what moves, and her head comes after', () => {
    const soon = following(0.2, FRAME)
    const later = following(2, FRAME)
    expect(soon.eyes.yaw).toBeGreaterThan(later.eyes.yaw)
    expect(later.turns.head?.[1]).toBeGreaterThan(soon.turns.head?.[1] ?? 1)
    // Eyes and head together arrive.
    const head = (((later.turns.head?.[1] ?? 0) + (later.turns.neck?.[1] ?? 0)) * 180) / Math.PI
    expect(later.eyes.yaw + head).toBeCloseTo(20, 1)
  })

  test('are at the same place at the same time, at any frame rate', () => {
    const at = (rate: number) => {
      const gaze = createGaze({ random: randomNumbers(4), calm: () => false, restlessness: asEver })
      const { rig, turns } = recordingRig()
      return Array.from({ length: 100 }, (_, fifth) => {
        if (fifth === 20) gaze.follow({ yaw: 40, pitch: -20 })
        for (let frame = 0; frame < rate / 5; frame++) gaze.update(1 / rate, rig)
        return [gaze.eyes.yaw, gaze.eyes.pitch, turns.head?.[1] ?? Number.NaN]
      }).flat()
    }
    const slow = at(5)
    for (const rate of [30, 60, 240]) {
      for (const [index, angle] of at(rate).entries()) expect(angle).toBeCloseTo(slow[index] ?? Number.NaN, 6)
    }
  })

  test('turn as far as eyes can, and her head as far as is comfortable, wherever the mouse is', () => {
    const angle = fc.oneof(fc.double({ min: -180, max: 180, noNaN: true }), fc.double())
    fc.assert(
      fc.property(fc.array(fc.record({ yaw: angle, pitch: angle }), { maxLength: 20 }), (places) => {
        const gaze = createGaze({ random: () => 0.9, calm: () => false, restlessness: asEver })
        const { rig, turns } = recordingRig()
        for (const place of places) {
          gaze.follow(place)
          gaze.update(0.1, rig)
          expect(Math.abs(gaze.eyes.yaw)).toBeLessThanOrEqual(30)
          expect(Math.abs(gaze.eyes.pitch)).toBeLessThanOrEqual(20)
          expect(Math.abs((turns.head?.[1] ?? 0) + (turns.neck?.[1] ?? 0))).toBeLessThan((28 * Math.PI) / 180)
          expect(Math.abs((turns.head?.[0] ?? 0) + (turns.neck?.[0] ?? 0))).toBeLessThan((17 * Math.PI) / 180)
        }
      }),
    )
  })

  test('tell when they leap far, as she blinks then', () => {
    const shifts: string[] = []
    const gaze = createGaze({
      random: () => 0.1,
      calm: () => true,
      restlessness: asEver,
      onLargeShift: () => shifts.push('far'),
    })
    const { rig } = recordingRig()
    const look = (yaw: number) => {
      gaze.follow({ yaw, pitch: 0 })
      for (let time = 0; time < 1; time += FRAME) gaze.update(FRAME, rig)
      return shifts.splice(0)
    }
    expect([look(10), look(15), look(-15), look(-25)]).toEqual([[], [], ['far'], []])
    // Some time after, she looks ahead again.
    for (let time = 0; time < 5; time += FRAME) gaze.update(FRAME, rig)
    expect(shifts).toEqual(['far'])
  })

  test('wander when nothing moves, but not for those who want calm', () => {
    const wandering = (calm: boolean) => {
      const gaze = createGaze({ random: randomNumbers(3), calm: () => calm, restlessness: asEver })
      const { rig } = recordingRig()
      let farthest = 0
      for (let time = 0; time < 60; time += FRAME) {
        gaze.update(FRAME, rig)
        farthest = Math.max(farthest, Math.abs(gaze.eyes.yaw))
      }
      return farthest
    }
    expect(wandering(false)).toBeGreaterThan(3)
    expect(wandering(true)).toBe(0)
  })

  test('turn right and down to a place right of and below them, as we see it', () => {
    const { yaw, pitch } = lookAngles(300, 100)
    expect(yaw).toBeGreaterThan(pitch)
    expect(pitch).toBeGreaterThan(0)
    expect(lookAngles(0, 0)).toEqual({ yaw: 0, pitch: 0 })
  })
})
