import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GESTURES } from '../../electron/contract/index.ts'
import { createConductor } from '../../renderer/avatar/motion/conductor.ts'
import { createFidgets, REPEAT_SECONDS } from '../../renderer/avatar/motion/fidgets.ts'
import { MOVES, type Move } from '../../renderer/avatar/motion/gestures.ts'
import { createMotion, DOZE_SECONDS, type MotionOptions } from '../../renderer/avatar/motion/motion.ts'
import { AS_WRITTEN, rehearse } from '../../renderer/avatar/motion/score.ts'
import { randomNumbers } from '../random-numbers.ts'
import { createBodyDouble } from './body-double.ts'

const FRAME = 1 / 60
const NAMES = Object.keys(MOVES) as Move[]

/** A body that moves, and what can be seen of it. */
function stand(options: Partial<MotionOptions> = {}) {
  const motion = createMotion({
    face: { emotion: 'neutral', weight: 0 },
    random: randomNumbers(7),
    calm: () => false,
    bodyLanguage: () => 1,
    restlessness: () => 0.5,
    ...options,
  })
  const body = createBodyDouble()
  const pass = (seconds: number, delta = FRAME, eachFrame = () => {}) => {
    for (let frame = 0; frame < Math.round(seconds / delta); frame++) {
      body.rest()
      motion.update(delta, body.rig)
      eachFrame()
    }
  }
  return { motion, body, pass }
}

describe('a score', () => {
  const [up, down] = [{ head: [10, 20, 30] as const, leftHand: [0, 4, 5] as const, shift: [1, 2, 3] as const }, {}]
  const score = rehearse({
    seconds: 2,
    poses: [
      [0.5, up],
      [1.5, down],
    ],
  })
  const at = (time: number, how = AS_WRITTEN) => {
    const body = createBodyDouble()
    score(how).perform(time, 1, body.rig)
    return Object.fromEntries([...body.turns].map(([name, turn]) => [name, Math.round(turn * 1e6) / 1e6]))
  }

  test('is in its key poses when it should be, and stands at both ends', () => {
    expect(at(0.5)).toMatchObject({ 'head.x': 0.174533, 'head.y': 0.349066, 'leftHand.y': 0.069813, 'shift.y': 2 })
    for (const time of [0, 1.5, 2, 5]) for (const turn of Object.values(at(time))) expect(turn).toBeCloseTo(0, 9)
  })

  test('can be mirrored, and be made smaller and faster', () => {
    expect(at(0.5, { ...AS_WRITTEN, mirrored: true })).toMatchObject({
      'head.x': 0.174533,
      'head.y': -0.349066,
      'rightHand.y': -0.069813,
      'shift.x': -1,
      'shift.y': 2,
    })
    expect(at(0.25, { ...AS_WRITTEN, size: 0.5, tempo: 2 })).toMatchObject({ 'head.x': 0.087266, 'shift.y': 1 })
  })

  test('never swings past its poses', () => {
    const keys = fc.array(fc.double({ min: -90, max: 90, noNaN: true }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(keys, (angles) => {
        const poses = angles.map((angle, index) => [index + 1, { head: [angle, 0, 0] }] as const)
        const act = rehearse({ seconds: angles.length + 1, poses })()
        const [low, high] = [Math.min(0, ...angles), Math.max(0, ...angles)].map((angle) => (angle * Math.PI) / 180)
        for (let time = 0; time < angles.length + 1; time += 0.05) {
          const body = createBodyDouble()
          act.perform(time, 1, body.rig)
          const turn = body.turns.get('head.x') ?? 0
          expect(turn).toBeGreaterThanOrEqual((low ?? 0) - 1e-9)
          expect(turn).toBeLessThanOrEqual((high ?? 0) + 1e-9)
        }
      }),
    )
  })
})

describe('gestures', () => {
  test('there is one of her own for every name in the contract, and dozing is a state', () => {
    for (const gesture of GESTURES.filter((name) => name !== 'doze')) expect(NAMES).toContain(gesture)
  })

  test.each(NAMES)('%s is seen, and leaves her as she stood', (move) => {
    const { motion, body, pass } = stand({ restlessness: () => 0, random: () => 0.5 })
    const still = () => Object.fromEntries([...body.turns].filter(([name]) => !/chest|neck|UpperArm/.test(name)))
    pass(1)
    const before = still()
    motion.play(move)
    let farthest = 0
    pass(1, FRAME, () => {
      for (const [name, turn] of body.turns) farthest = Math.max(farthest, Math.abs(turn - (before[name] ?? turn)))
    })
    expect(farthest).toBeGreaterThan(0.05)
    expect(motion.lively).toBe(true)
    pass(4)
    expect(motion.lively).toBe(false)
    for (const [name, turn] of Object.entries(still())) expect(turn, name).toBeCloseTo(before[name] ?? 0, 2)
  })

  test.each([30, 60])('at %i frames a second, any may interrupt any other, and nothing pops', (framesPerSecond) => {
    const delta = 1 / framesPerSecond
    let fastest = 0
    let hardest = 0
    for (const first of NAMES) {
      for (const second of NAMES) {
        for (const when of framesPerSecond === 60 ? [0.1, 0.45] : [0.3]) {
          const { motion, body, pass } = stand()
          const angles = new Map<string, number>()
          const speeds = new Map<string, number>()
          const measure = () => {
            for (const [name, angle] of body.turns) {
              const before = angles.get(name) ?? angle
              const speed = (angle - before) / delta
              if (speeds.has(name)) hardest = Math.max(hardest, Math.abs(speed - (speeds.get(name) ?? 0)) / delta)
              if (angles.has(name)) speeds.set(name, speed)
              fastest = Math.max(fastest, Math.abs(speed))
              angles.set(name, angle)
            }
            // What is not turned any more is where it stands.
            for (const name of angles.keys()) if (!body.turns.has(name)) expect(angles.get(name)).toBeCloseTo(0, 3)
          }
          pass(0.1, delta, measure)
          motion.play(first)
          pass(when, delta, measure)
          motion.play(second)
          pass(0.9, delta, measure)
        }
      }
    }
    // Radians a second: as fast as somebody startled draws up the arms.
    expect(fastest).toBeLessThan(11)
    // Radians a second, each second; a jump of 3° between two frames would be 190 at 60 frames a second.
    expect(hardest).toBeLessThan(170)
  })

  test('asked for many at once, she makes the last one', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 40 }), (asked) => {
        const { motion, body, pass } = stand()
        for (const move of asked) {
          motion.play(move)
          pass(FRAME)
        }
        pass(8)
        for (const [name, turn] of body.turns) {
          expect(Number.isFinite(turn), name).toBe(true)
          expect(Math.abs(turn), name).toBeLessThan(1.6)
        }
        expect(motion.lively).toBe(false)
      }),
      { numRuns: 20 },
    )
  })

  test('look the same at any frame rate', () => {
    const headAt = (delta: number) => {
      const { motion, body, pass } = stand({ random: () => 0.5 })
      motion.play('droop')
      pass(0.6, delta)
      motion.play('nod')
      pass(0.4, delta)
      return body.turns.get('head.x') ?? Number.NaN
    }
    expect(headAt(1 / 120)).toBeCloseTo(headAt(1 / 20), 2)
  })

  test('show as much feeling as is wanted, and calm leaves only nods', () => {
    const farthest = (move: Move, options: Partial<MotionOptions>) => {
      const { motion, body, pass } = stand({ random: () => 0.5, restlessness: () => 0, ...options })
      motion.play(move)
      let most = 0
      pass(1.5, FRAME, () => {
        most = Math.max(most, Math.abs(body.turns.get('head.x') ?? 0))
      })
      return most
    }
    const whole = farthest('droop', {})
    expect(farthest('droop', { bodyLanguage: () => 0.5 })).toBeCloseTo(whole / 2, 3)
    expect(farthest('droop', { bodyLanguage: () => 0 })).toBeLessThan(0.01)
    expect(farthest('droop', { calm: () => true })).toBeLessThan(0.01)
    expect(farthest('nod', { calm: () => true })).toBeGreaterThan(0.1)
  })
})

describe('the conductor', () => {
  const act = (weights: number[], seconds: number) => ({
    seconds,
    fromStanding: false,
    perform: (_time: number, weight: number) => void weights.push(weight),
    expressions: (_time: number, weight: number) => ({ happy: weight }),
  })

  test('fades what does not begin and end as she stands, and takes its face along', () => {
    const { rig } = createBodyDouble()
    const conductor = createConductor()
    const weights: number[] = []
    conductor.play(act(weights, 2))
    let smile = 0
    for (let time = 0; time < 4; time += FRAME) {
      conductor.update(FRAME, rig)
      smile = Math.max(smile, conductor.expressions.happy ?? 0)
    }
    expect(weights[0]).toBeLessThan(0.05)
    expect(Math.max(...weights)).toBeGreaterThan(0.99)
    expect(weights.at(-1)).toBeLessThan(1e-3)
    const jumps = weights.slice(1).map((weight, index) => Math.abs(weight - (weights[index] ?? 0)))
    expect(Math.max(...jumps)).toBeLessThan(0.07)
    expect(smile).toBeGreaterThan(0.99)
    expect(conductor).toMatchObject({ busy: false, expressions: {} })
  })
})

describe('waiting', () => {
  test('she fidgets, and never in the same way within two minutes', () => {
    const random = randomNumbers(11)
    const fidgets = createFidgets(random)
    const seen = new Map<string, number>()
    let count = 0
    for (let now = 0; now < 3600; now += 5 + 10 * random()) {
      const next = fidgets.next(now)
      if (!next) continue
      expect(now - (seen.get(next.name) ?? Number.NEGATIVE_INFINITY)).toBeGreaterThan(REPEAT_SECONDS)
      seen.set(next.name, now)
      count++
    }
    expect(seen.size).toBeGreaterThan(10)
    expect(count).toBeGreaterThan(200)
  })

  test('her idle motion does not repeat within two minutes', () => {
    const { body, pass } = stand()
    const poses: number[][] = []
    pass(DOZE_SECONDS - 1, 0.1, () => {
      poses.push(['spine.y', 'spine.z', 'shift.x', 'head.z', 'head.y'].map((name) => body.turns.get(name) ?? 0))
    })
    /** How alike ten seconds from there are to ten seconds from here: the greatest difference. */
    const difference = (from: number, to: number) => {
      let most = 0
      for (let frame = 0; frame < 100; frame++) {
        for (const [part, angle] of (poses[from + frame] ?? []).entries()) {
          most = Math.max(most, Math.abs(angle - (poses[to + frame]?.[part] ?? 0)))
        }
      }
      return most
    }
    for (let from = 0; from < 600; from += 50) {
      for (let to = from + 20; to <= from + 1200; to += 10) expect(difference(from, to)).toBeGreaterThan(0.004)
    }
  })

  test('she does less of all that where less motion is wanted', () => {
    const { motion, body, pass } = stand({ calm: () => true })
    let most = 0
    pass(400, 0.1, () => {
      most = Math.max(most, ...['spine.y', 'head.y', 'shift.x'].map((name) => Math.abs(body.turns.get(name) ?? 0)))
    })
    expect(most).toBeLessThan(1e-9)
    expect(motion.asleep).toBe(false)
  })

  test('after five minutes she dozes off, and wakes at a word', () => {
    const { motion, pass } = stand()
    pass(DOZE_SECONDS - 2, 0.1)
    expect(motion.asleep).toBe(false)
    motion.attend()
    pass(DOZE_SECONDS - 2, 0.1)
    expect(motion.asleep).toBe(false)
    pass(15, 0.1)
    expect(motion).toMatchObject({ asleep: true, sleepiness: 1, lively: false })

    motion.attend()
    expect(motion.asleep).toBe(false)
    pass(1)
    expect(motion.sleepiness).toBeLessThan(0.05)
    expect(motion.lively).toBe(true)
  })

  test('halfway there she stretches, once', () => {
    const { motion, pass } = stand()
    let stretched = 0
    let before = false
    pass(DOZE_SECONDS - 1, 0.1, () => {
      if (motion.lively && !before) stretched++
      before = motion.lively
    })
    expect(stretched).toBe(1)
  })

  test('asked to doze she does, and a gesture wakes her', () => {
    const { motion, pass } = stand()
    motion.play('doze')
    pass(12)
    expect(motion.sleepiness).toBe(1)
    motion.play('wave')
    pass(1)
    expect(motion).toMatchObject({ asleep: false, lively: true })
  })
})

describe('the face of her body', () => {
  test('shows that she thinks while she does, and nothing of it afterwards', () => {
    const { motion, pass } = stand()
    const seen: number[] = []
    motion.play('think')
    pass(6, FRAME, () => seen.push(motion.expressions.thinking ?? 0))
    expect(Math.max(...seen)).toBeGreaterThan(0.9)
    expect(motion.expressions.thinking ?? 0).toBe(0)
    const leaps = seen.slice(1).map((weight, frame) => Math.abs(weight - (seen[frame] ?? 0)))
    expect(Math.max(...leaps)).toBeLessThan(0.15)
  })

  test('is sleepy while she dozes, and awake after a word', () => {
    const { motion, pass } = stand()
    motion.play('doze')
    pass(12)
    expect(motion.expressions.sleepy).toBeGreaterThan(0.9)
    motion.attend()
    pass(4)
    expect(motion.expressions.sleepy ?? 0).toBe(0)
  })
})
