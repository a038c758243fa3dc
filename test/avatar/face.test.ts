import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EMOTIONS, type Emotion } from '../../electron/contract/index.ts'
import { fallSeconds, riseSeconds } from '../../electron/emotion/table.ts'
import { MIN_DWELL_SECONDS } from '../../renderer/avatar/face/feeling.ts'
import { type AvatarFace, createFaceMixer, type FaceMixer, type FaceSignals } from '../../renderer/avatar/face/mixer.ts'
import { faceOf } from '../../renderer/avatar/face/resolve.ts'

const FEELINGS = ['happy', 'relaxed', 'sad', 'angry', 'surprised'] as const
const range = { inputMaxValue: 30, outputScale: 1 }
const none = { blink: 'none', lookAt: 'none', mouth: 'none' } as const
const avatar: AvatarFace = {
  effective: new Set([...FEELINGS, 'aa', 'blink', 'lookLeft', 'lookRight', 'lookUp', 'lookDown']),
  overrides: {
    happy: { ...none, blink: 'blend', lookAt: 'blend' },
    surprised: { ...none, blink: 'block' },
    angry: { ...none, mouth: 'blend' },
  },
  gazeRanges: { horizontal: range, down: range, up: range },
}
const still: FaceSignals = { visemes: {}, blink: 0, gaze: { yaw: 0, pitch: 0 } }
const FRAME = 1 / 60

/** Lets time pass, frame by frame, and returns how long it took until `done`, in seconds. */
function passUntil(mixer: FaceMixer, done: () => boolean, limit = 20): number {
  let time = 0
  while (!done() && time < limit) {
    mixer.update(FRAME, still)
    time += FRAME
  }
  return time
}
const pass = (mixer: FaceMixer, seconds: number, signals = still) => {
  for (let time = 0; time < seconds; time += FRAME) mixer.update(FRAME, signals)
}
const sumOfFeelings = (mixer: FaceMixer) => FEELINGS.reduce((sum, name) => sum + (mixer.weights[name] ?? 0), 0)

describe('a face', () => {
  test.each(FEELINGS)('%s rises in its time, holds, and falls more slowly', (emotion) => {
    const mixer = createFaceMixer(avatar)
    mixer.show(emotion)
    const rise = passUntil(mixer, () => mixer.weights[emotion] === 1)
    expect(rise).toBeGreaterThan(0.15)
    expect(rise).toBeCloseTo(riseSeconds(emotion), 1)

    pass(mixer, 30)
    expect(mixer.weights).toEqual({ [emotion]: 1 })

    mixer.release()
    const fall = passUntil(mixer, () => mixer.weights[emotion] === undefined)
    expect(fall).toBeGreaterThan(rise)
    expect(fall).toBeCloseTo(fallSeconds(emotion), 1)
    expect(mixer).toMatchObject({ emotion: 'neutral', weights: {} })
  })

  /** How much of a face shows, once it has risen. */
  const risen = (intensity: number, emotion: (typeof FEELINGS)[number] = 'sad') => {
    const mixer = createFaceMixer(avatar)
    mixer.show(emotion, intensity)
    pass(mixer, 2)
    return mixer.weights[emotion] ?? 0
  }

  test('shows the more of itself the more is felt: something at a little, all at the most', () => {
    expect([risen(0), risen(1)]).toEqual([0, 1])
    expect(risen(0.3)).toBeGreaterThan(0.4)
    expect(risen(0.3)).toBeLessThan(0.6)
    expect(risen(0.6)).toBeGreaterThan(0.8)
    const unit = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.constantFrom(...FEELINGS), unit, unit, (emotion, a, b) => {
        const [less, more] = [risen(Math.min(a, b), emotion), risen(Math.max(a, b), emotion)]
        expect(less).toBeGreaterThanOrEqual(0)
        expect(less).toBeLessThanOrEqual(more)
        expect(more).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('at rest is at rest, however strongly she feels nothing', () => {
    const mixer = createFaceMixer(avatar)
    mixer.show('neutral', 0.3)
    expect(mixer).toMatchObject({ emotion: 'neutral', weight: 0, moving: false })
  })

  test('that is felt more strongly grows from where it is', () => {
    const mixer = createFaceMixer(avatar)
    mixer.show('sad', 0.3)
    pass(mixer, 2)
    const little = mixer.weights.sad ?? 0
    mixer.show('sad', 0.9)
    pass(mixer, 0.3)
    expect(mixer.weights.sad).toBeGreaterThan(little)
    pass(mixer, 2)
    expect(mixer.weights.sad).toBeCloseTo(0.99, 6)
  })

  test('stays a moment before the next one comes; of those that wait, only the last one comes', () => {
    const mixer = createFaceMixer(avatar)
    mixer.show('happy')
    pass(mixer, 0.1)
    mixer.show('sad')
    mixer.show('angry')
    expect(mixer.emotion).toBe('happy')
    const waited = passUntil(mixer, () => mixer.emotion !== 'happy')
    expect(mixer.emotion).toBe('angry')
    expect(0.1 + waited).toBeGreaterThanOrEqual(MIN_DWELL_SECONDS - FRAME)
    pass(mixer, 2)
    expect(mixer.weights).toEqual({ angry: 1 })
  })

  test('that was asked for and taken back does not come', () => {
    const mixer = createFaceMixer(avatar)
    mixer.show('happy')
    mixer.show('sad')
    mixer.show('happy')
    pass(mixer, 2)
    expect(mixer.weights).toEqual({ happy: 1 })
  })

  test('whatever is asked for when, no weight jumps, and feelings never sum to more than 1', () => {
    const steps = fc.array(
      fc.record({
        emotion: fc.constantFrom(...EMOTIONS),
        intensity: fc.double({ min: 0, max: 1, noNaN: true }),
        mood: fc.boolean(),
        wait: fc.integer({ min: 0, max: 40 }),
      }),
      { minLength: 1, maxLength: 30 },
    )
    fc.assert(
      fc.property(steps, (asked) => {
        const mixer = createFaceMixer(avatar)
        for (const { emotion, intensity, mood, wait } of asked) {
          if (mood) mixer.setMood(emotion, intensity)
          else mixer.show(emotion, intensity)
          for (let frame = 0; frame < wait; frame++) {
            const before = mixer.weights
            mixer.update(FRAME, still)
            expect(sumOfFeelings(mixer)).toBeLessThanOrEqual(1 + 1e-9)
            for (const name of FEELINGS) {
              expect(Math.abs((mixer.weights[name] ?? 0) - (before[name] ?? 0))).toBeLessThan(0.2)
            }
          }
        }
      }),
    )
  })

  test('is the same at any frame rate', () => {
    const at = (delta: number) => {
      const mixer = createFaceMixer(avatar)
      mixer.show('sad')
      for (let frame = 0; frame < Math.round(0.6 / delta); frame++) mixer.update(delta, still)
      return mixer.weights.sad
    }
    expect(at(1 / 120)).toBeCloseTo(at(1 / 10) ?? Number.NaN, 6)
  })

  test('lies over the mood, and leaves it as it was', () => {
    const mixer = createFaceMixer(avatar)
    mixer.setMood('relaxed', 0.3)
    pass(mixer, 4)
    expect(mixer.weights).toEqual({ relaxed: 0.3 })
    mixer.show('angry')
    pass(mixer, 1)
    expect(mixer.weights).toEqual({ angry: 1 })
    mixer.release()
    pass(mixer, 2)
    expect(mixer.weights).toEqual({ relaxed: 0.3 })
  })
})

describe('lips, lids and eyes', () => {
  const signals: FaceSignals = { visemes: { aa: 0.5 }, blink: 1, gaze: { yaw: 15, pitch: -30 } }

  test('come on top of the feeling', () => {
    const mixer = createFaceMixer(avatar)
    mixer.show('sad')
    pass(mixer, 2, signals)
    expect(mixer.weights).toEqual({ sad: 1, aa: 0.5, blink: 1, lookLeft: 0.5, lookUp: 1 })
  })

  test('give way as much as the avatar wants', () => {
    const mixer = createFaceMixer(avatar)
    mixer.show('happy', 0.5)
    pass(mixer, 2, signals)
    expect(mixer.weights).toEqual({ happy: 0.75, aa: 0.5, blink: 0.25, lookLeft: 0.125, lookUp: 0.25 })
    mixer.show('surprised', 0.1)
    pass(mixer, 2, signals)
    expect(mixer.weights.blink).toBeUndefined()
    mixer.show('angry')
    pass(mixer, 2, signals)
    expect(mixer.weights).toMatchObject({ angry: 1, blink: 1 })
    expect(mixer.weights.aa).toBeUndefined()
  })

  test('where bones move the eyes, their angles give way too', () => {
    const mixer = createFaceMixer({ ...avatar, gazeRanges: null })
    mixer.show('happy', 0.5)
    pass(mixer, 2, signals)
    expect(mixer.weights.lookLeft).toBeUndefined()
    expect(mixer.gaze).toEqual({ yaw: 3.75, pitch: -7.5 })
  })
})

describe('an emotion finds a face', () => {
  const find = (emotion: Emotion, ...names: string[]) => faceOf(emotion, names)

  test('in the preset of its name, before all else', () => {
    expect(find('happy', 'joy', 'happy')).toEqual({ happy: 1 })
  })
  test('in a name that means the same, however it is written', () => {
    expect(find('sad', 'Sorrow')).toEqual({ Sorrow: 1 })
    expect(find('fear', 'Fear', 'sad', 'surprised')).toEqual({ Fear: 1 })
  })
  test('or in a blend of others, which is no more than one whole face', () => {
    for (const emotion of ['fear', 'disgust'] as const) {
      const blend = find(emotion, 'happy', 'angry', 'sad', 'surprised')
      expect(Object.keys(blend)).toHaveLength(2)
      expect(Object.values(blend).reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(1)
    }
  })
  test('or in none, where the avatar has nothing like it', () => {
    expect(find('angry', 'happy')).toEqual({})
  })
})
