import { describe, expect, test } from 'vitest'
import { createArms } from '../../renderer/avatar/behaviours/arms.ts'
import type { Rig } from '../../renderer/avatar/behaviours/behaviour.ts'
import { createBlink } from '../../renderer/avatar/behaviours/blink.ts'
import { createBreath } from '../../renderer/avatar/behaviours/breath.ts'
import { createGaze } from '../../renderer/avatar/behaviours/gaze.ts'
import { createMouth } from '../../renderer/avatar/behaviours/mouth.ts'
import { createPosture } from '../../renderer/avatar/behaviours/posture.ts'
import { createSway } from '../../renderer/avatar/behaviours/sway.ts'
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

  test('move alike at any frame rate', () => {
    expect(following(1, 1 / 30).eyes.yaw).toBeCloseTo(following(1, 1 / 120).eyes.yaw, 0)
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

describe('her body', () => {
  test('lets the arms hang, both alike', () => {
    const { rig, turns } = recordingRig()
    createArms().update(FRAME, rig)
    expect(turns.leftUpperArm?.[2]).toBeLessThan(-1)
    expect(turns.rightUpperArm?.[2]).toBe(-(turns.leftUpperArm?.[2] ?? 0))
  })

  test('breathes and sways a little, always', () => {
    for (const [behaviour, bone] of [
      [createBreath(), 'chest'],
      [createSway(asEver), 'spine'],
    ] as const) {
      const { rig, turns } = recordingRig()
      const angles: number[] = []
      for (let time = 0; time < 60; time += FRAME) {
        behaviour.update(FRAME, rig)
        angles.push(...(turns[bone] ?? []))
      }
      expect(Math.max(...angles)).toBeGreaterThan(0.005)
      expect(Math.max(...angles.map(Math.abs))).toBeLessThan(0.06)
    }
  })

  test('sways farther and quicker the more restless she is, stands still where she is not, and never jumps', () => {
    const way = (restlessness: number) => {
      let now = restlessness
      const sway = createSway(() => now)
      const { rig, turns } = recordingRig()
      const leans: number[] = []
      for (let time = 0; time < 60; time += FRAME) {
        if (time > 30) now = 1 - restlessness
        sway.update(FRAME, rig)
        leans.push(turns.spine?.[2] ?? 0)
      }
      const steps = leans.slice(1).map((lean, index) => Math.abs(lean - (leans[index] ?? 0)))
      expect(Math.max(...steps)).toBeLessThan(0.002)
      return steps.slice(0, 30 / FRAME).reduce((sum, step) => sum + step, 0)
    }
    expect(way(0)).toBeLessThan(1e-9)
    expect(way(1)).toBeGreaterThan(2 * way(0.5))
  })

  test('hangs the head when she is sad, and lifts it when she is surprised', () => {
    const nod = (emotion: 'sad' | 'surprised', weight = 1) => {
      const posture = createPosture({ emotion, weight })
      const { rig, turns } = recordingRig()
      for (let time = 0; time < 3; time += FRAME) posture.update(FRAME, rig)
      return turns.head?.[0] ?? 0
    }
    expect(nod('sad')).toBeGreaterThan(0)
    expect(nod('surprised')).toBeLessThan(0)
    expect(nod('sad', 0.5)).toBeCloseTo(nod('sad') / 2, 6)
  })

  test('moves the lips to vowels, accents or not, and closes them again', () => {
    const mouth = createMouth()
    mouth.speak('Là')
    let open = 0
    for (let time = 0; time < 0.3; time += FRAME) {
      mouth.update(FRAME)
      open = Math.max(open, mouth.weights.aa ?? 0)
    }
    expect(open).toBeGreaterThan(0.2)
    for (let time = 0; time < 1; time += FRAME) mouth.update(FRAME)
    expect(mouth.moving).toBe(false)
  })
})
