import { describe, expect, test } from 'vitest'
import { EMOTIONS, type Emotion } from '../../electron/contract/index.ts'
import { createArms } from '../../renderer/avatar/behaviours/arms.ts'
import type { BodyBehaviour } from '../../renderer/avatar/behaviours/behaviour.ts'
import { createBreath } from '../../renderer/avatar/behaviours/breath.ts'
import { createPosture } from '../../renderer/avatar/behaviours/posture.ts'
import { createSleep } from '../../renderer/avatar/behaviours/sleep.ts'
import { createSway } from '../../renderer/avatar/behaviours/sway.ts'
import { createBodyDouble } from './body-double.ts'

const FRAME = 1 / 60
const asEver = () => 0.5

/** One number of her body over time: what the behaviour made of it, frame by frame. */
function watch(behaviour: BodyBehaviour, what: string, seconds: number, eachFrame = (_time: number) => {}): number[] {
  const { rig, turns, rest } = createBodyDouble()
  return Array.from({ length: Math.round(seconds / FRAME) }, (_, frame) => {
    eachFrame(frame * FRAME)
    rest()
    behaviour.update(FRAME, rig)
    return turns.get(what) ?? 0
  })
}
const steps = (angles: number[]) => angles.slice(1).map((angle, index) => Math.abs(angle - (angles[index] ?? 0)))
const last = (angles: number[]) => angles.at(-1) ?? Number.NaN

describe('her body', () => {
  test('lets the arms and fingers hang, both sides alike', () => {
    expect(last(watch(createArms(), 'leftUpperArm.z', 1))).toBeLessThan(-1)
    expect(last(watch(createArms(), 'rightUpperArm.z', 1))).toBeGreaterThan(1)
    const bend = last(watch(createArms(), 'rightIndexProximal.z', 1))
    expect(bend).toBeGreaterThan(0.1)
    expect(last(watch(createArms(), 'leftIndexProximal.z', 1))).toBe(-bend)
  })

  test('breathes and sways a little, always', () => {
    for (const [behaviour, what] of [
      [createBreath(), 'chest.x'],
      [createSway(asEver), 'spine.y'],
      [createSway(asEver), 'shift.x'],
    ] as const) {
      const angles = watch(behaviour, what, 60)
      expect(Math.max(...angles)).toBeGreaterThan(0.005)
      expect(Math.max(...angles.map(Math.abs))).toBeLessThan(0.06)
    }
  })

  test('sways farther and quicker the more restless she is, stands still where she is not, and never jumps', () => {
    const way = (restlessness: number) => {
      let now = restlessness
      const leans = watch(
        createSway(() => now),
        'spine.z',
        60,
        (time) => {
          if (time > 30) now = 1 - restlessness
        },
      )
      expect(Math.max(...steps(leans))).toBeLessThan(0.002)
      return steps(leans.slice(0, 30 / FRAME)).reduce((sum, step) => sum + step, 0)
    }
    expect(way(0)).toBeLessThan(1e-9)
    expect(way(1)).toBeGreaterThan(2 * way(0.5))
  })

  test('breathes faster when she is afraid, without a gasp in between', () => {
    let pace = 1
    const air = watch(
      createBreath(() => ({ pace, depth: 1 })),
      'chest.x',
      60,
      (time) => {
        if (time > 30) pace = 1.8
      },
    )
    const breaths = (part: number[]) => part.filter((now, index) => now > 0 && (part[index - 1] ?? 0) <= 0).length
    expect(breaths(air.slice(30 / FRAME))).toBeGreaterThan(1.5 * breaths(air.slice(0, 30 / FRAME)))
    expect(Math.max(...steps(air))).toBeLessThan(0.001)
  })
})

describe('what she feels', () => {
  const held = (emotion: Emotion, what: string, { weight = 1, share = 1 } = {}) =>
    last(
      watch(
        createPosture({ emotion, weight }, () => share),
        what,
        3,
      ),
    )

  test('hangs her head when she is sad, and lifts it when she is surprised', () => {
    expect(held('sad', 'head.x')).toBeGreaterThan(0)
    expect(held('surprised', 'head.x')).toBeLessThan(0)
    expect(held('sad', 'head.x', { weight: 0.5 })).toBeCloseTo(held('sad', 'head.x') / 2, 6)
  })

  test('shows as much as is wanted, down to nothing', () => {
    for (const emotion of EMOTIONS) {
      expect(held(emotion, 'spine.x', { share: 0.5 })).toBeCloseTo(held(emotion, 'spine.x') / 2, 6)
      expect(held(emotion, 'spine.x', { share: 0 })).toBeCloseTo(0, 12)
    }
  })

  test('is another bearing for every emotion', () => {
    const bearing = (emotion: Emotion) =>
      ['head.x', 'head.y', 'head.z', 'spine.x', 'leftShoulder.z', 'leftUpperArm.z', 'leftLowerArm.y'].map((what) =>
        held(emotion, what),
      )
    for (const a of EMOTIONS) {
      for (const b of EMOTIONS.filter((other) => other > a)) {
        const difference = Math.hypot(...bearing(a).map((angle, index) => angle - (bearing(b)[index] ?? 0)))
        expect(difference, `${a} and ${b}`).toBeGreaterThan(0.1)
      }
    }
  })

  test('comes without a jerk, whatever she felt before', () => {
    const face = { emotion: 'happy' as Emotion, weight: 1 }
    const angles = watch(createPosture(face), 'head.x', 4, (time) => {
      face.emotion = EMOTIONS[Math.floor(time / 0.4) % EMOTIONS.length] ?? 'neutral'
    })
    const speeds = angles.slice(1).map((angle, index) => (angle - (angles[index] ?? 0)) / FRAME)
    expect(Math.max(...steps(speeds))).toBeLessThan(0.2)
  })
})

describe('falling asleep', () => {
  test('goes by way of half shut eyes and a sinking head; waking is quick', () => {
    const sleep = createSleep()
    const pass = (seconds: number) => last(watch(sleep, 'head.x', seconds))
    expect(pass(1)).toBe(0)
    expect(sleep.sleepiness).toBe(0)

    sleep.doze()
    const drowsy = pass(5)
    expect(sleep.sleepiness).toBeGreaterThan(0.4)
    expect(sleep.sleepiness).toBeLessThan(0.6)
    expect(pass(8)).toBeGreaterThan(drowsy)
    expect(sleep.sleepiness).toBe(1)

    sleep.wake()
    pass(1)
    expect(sleep.sleepiness).toBeLessThan(0.02)
  })
})
