import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EMOTIONS, type Emotion } from '../../electron/contract/index.ts'
import { fallSeconds, riseSeconds } from '../../electron/emotion/table.ts'
import { MIN_DWELL_SECONDS } from '../../renderer/avatar/face/feeling.ts'
import { type AvatarFace, createFaceMixer, type FaceMixer, type FaceSignals } from '../../renderer/avatar/face/mixer.ts'
import { type Looks, proposeLooks } from '../../renderer/avatar/face/resolve.ts'

const FEELINGS = ['happy', 'relaxed', 'sad', 'angry', 'surprised'] as const
const range = { inputMaxValue: 30, outputScale: 1 }
const none = { blink: 0, lookAt: 0, mouth: 0 } as const
const avatar: AvatarFace = {
  spec: '1.0',
  effective: new Set([...FEELINGS, 'aa', 'blink', 'lookLeft', 'lookRight', 'lookUp', 'lookDown']),
  binary: new Set(),
  overrides: {
    happy: { ...none, blink: 1, lookAt: 1 },
    surprised: { ...none, blink: 'block' },
    angry: { ...none, mouth: 1 },
  },
  gazeRanges: { horizontal: range, down: range, up: range },
}
const still: FaceSignals = { visemes: {}, blink: 0, gaze: { yaw: 0, pitch: 0 } }
const FRAME = 1 / 60
const looksOf = ({ effective, spec }: AvatarFace): Looks =>
  proposeLooks(Object.fromEntries([...effective].map((name) => [name, 1])), spec)
const mixerFor = (face: AvatarFace) => createFaceMixer(face, looksOf(face))
/** The same avatar, with these expressions in place of its own. */
const withOnly = (...names: string[]): AvatarFace => ({ ...avatar, effective: new Set(names), overrides: {} })

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
    const mixer = mixerFor(avatar)
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
    const mixer = mixerFor(avatar)
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
    const mixer = mixerFor(avatar)
    mixer.show('neutral', 0.3)
    expect(mixer).toMatchObject({ emotion: 'neutral', weight: 0, moving: false })
  })

  test('that is felt more strongly grows from where it is', () => {
    const mixer = mixerFor(avatar)
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
    const mixer = mixerFor(avatar)
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
    const mixer = mixerFor(avatar)
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
        const mixer = mixerFor(avatar)
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

  test('is the same at the same time, at any frame rate', () => {
    const changes = fc.array(
      fc.record({ emotion: fc.constantFrom(...EMOTIONS), mood: fc.boolean(), wait: fc.integer({ min: 1, max: 10 }) }),
      { minLength: 1, maxLength: 8 },
    )
    /** The face at each fifth of a second. */
    const film = (asked: { emotion: Emotion; mood: boolean; wait: number }[], framesPerFifth: number) => {
      const mixer = mixerFor(avatar)
      return asked.flatMap(({ emotion, mood, wait }) => {
        if (mood) mixer.setMood(emotion, 0.3)
        else mixer.show(emotion)
        return Array.from({ length: wait }, () => {
          for (let frame = 0; frame < framesPerFifth; frame++) mixer.update(0.2 / framesPerFifth, still)
          return mixer.weights
        })
      })
    }
    fc.assert(
      fc.property(changes, fc.constantFrom(3, 6, 12, 24, 48), (asked, framesPerFifth) => {
        const [slow, quick] = [film(asked, 1), film(asked, framesPerFifth)]
        for (const [index, weights] of slow.entries()) {
          for (const name of FEELINGS) expect(quick[index]?.[name] ?? 0).toBeCloseTo(weights[name] ?? 0, 3)
        }
      }),
    )
  })

  test('is gone once it is over, whatever there was before', () => {
    const longest = Math.max(...EMOTIONS.map(fallSeconds)) + MIN_DWELL_SECONDS
    const shown = fc.array(fc.record({ emotion: fc.constantFrom(...EMOTIONS), wait: fc.integer({ min: 0, max: 40 }) }))
    fc.assert(
      fc.property(shown, (asked) => {
        const mixer = mixerFor(avatar)
        for (const { emotion, wait } of asked) {
          mixer.show(emotion)
          for (let frame = 0; frame < wait; frame++) mixer.update(FRAME, still)
        }
        mixer.release()
        pass(mixer, longest + FRAME)
        expect(mixer).toMatchObject({ emotion: 'neutral', weights: {}, cues: {}, moving: false })
      }),
    )
  })

  test('never is more than a face, whatever anybody calls with whatever numbers', () => {
    const hostile = fc.double()
    const call = fc.oneof(
      fc.tuple(fc.constant('show' as const), fc.constantFrom(...EMOTIONS), hostile),
      fc.tuple(fc.constant('mood' as const), fc.constantFrom(...EMOTIONS), hostile),
      fc.tuple(fc.constant('wear' as const), fc.constantFrom('happy', 'night', 'toString'), hostile),
      fc.tuple(fc.constant('looks' as const), fc.constantFrom('happy', 'aa', 'nobody'), hostile),
    )
    const frame = fc.record({
      delta: fc.oneof(hostile, fc.double({ min: 0, max: 2, noNaN: true })),
      signals: fc.record({
        visemes: fc.dictionary(fc.constantFrom('aa', 'ih', 'nothing'), hostile),
        blink: hostile,
        gaze: fc.record({ yaw: hostile, pitch: hostile }),
      }),
    })
    fc.assert(
      fc.property(fc.array(fc.tuple(call, frame), { maxLength: 30 }), fc.boolean(), (steps, isBinary) => {
        const mixer = mixerFor({ ...avatar, binary: new Set(isBinary ? ['happy', 'blink', 'aa'] : []) })
        for (const [[what, name, number], { delta, signals }] of steps) {
          if (what === 'show') mixer.show(name, number)
          else if (what === 'mood') mixer.setMood(name, number)
          else if (what === 'wear') mixer.wear({ [name]: number })
          else mixer.setLooks({ ...looksOf(avatar), sad: { via: 'custom', weights: { [name]: number, sad: number } } })
          mixer.update(delta, signals)
          for (const weight of [...Object.values(mixer.weights), ...Object.values(mixer.cues)]) {
            expect(weight).toBeGreaterThan(0)
            expect(weight).toBeLessThanOrEqual(1)
          }
        }
      }),
    )
  })

  test('lies over the mood, and leaves it as it was', () => {
    const mixer = mixerFor(avatar)
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
    const mixer = mixerFor(avatar)
    mixer.show('sad')
    pass(mixer, 2, signals)
    expect(mixer.weights).toEqual({ sad: 1, aa: 0.5, blink: 1, lookLeft: 0.5, lookUp: 1 })
  })

  test('give way as much as the avatar wants', () => {
    const mixer = mixerFor(avatar)
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
    const mixer = mixerFor({ ...avatar, gazeRanges: null })
    mixer.show('happy', 0.5)
    pass(mixer, 2, signals)
    expect(mixer.weights.lookLeft).toBeUndefined()
    expect(mixer.gaze).toEqual({ yaw: 3.75, pitch: -7.5 })
  })
})

describe('an avatar of another kind', () => {
  test('whose smile is there or not has it as soon as she smiles at all, and nothing else beside it', () => {
    const mixer = mixerFor({ ...avatar, binary: new Set(['happy']) })
    mixer.show('sad')
    pass(mixer, 2)
    mixer.show('happy', 0.2)
    const sums = new Set<number>()
    for (let time = 0; time < 1; time += FRAME) {
      mixer.update(FRAME, still)
      expect(mixer.weights.happy ?? 1).toBe(1)
      if (mixer.weights.happy) sums.add(sumOfFeelings(mixer))
    }
    expect([...sums]).toEqual([1])

    mixer.release()
    pass(mixer, 2)
    mixer.setMood('happy', 0.3)
    pass(mixer, 4)
    expect(mixer.weights).toEqual({})
  })

  test('whose lids are open or shut shuts them, or not where a face takes a part of the blink', () => {
    const mixer = mixerFor({ ...avatar, binary: new Set(['blink']) })
    const shut: FaceSignals = { ...still, blink: 0.8 }
    pass(mixer, FRAME, shut)
    expect(mixer.weights).toEqual({ blink: 1 })
    mixer.show('happy', 0.2)
    pass(mixer, 2, shut)
    expect(mixer.weights.blink).toBeUndefined()
  })

  test('with an expression for each eye blinks with both', () => {
    const mixer = mixerFor(withOnly('blinkLeft', 'blinkRight'))
    mixer.update(FRAME, { ...still, blink: 0.5 })
    expect(mixer.weights).toEqual({ blinkLeft: 0.5, blinkRight: 0.5 })
  })

  test('with a jaw and no more opens it for every sound; without one it keeps still', () => {
    const saying: FaceSignals = { ...still, visemes: { oh: 0.4, ih: 0.2 } }
    const jaw = mixerFor(withOnly('aa'))
    jaw.update(FRAME, saying)
    expect(jaw.weights.aa).toBeCloseTo(0.42, 6)
    const none = mixerFor(withOnly('happy'))
    none.update(FRAME, saying)
    expect(none.weights).toEqual({})
  })

  test('of VRM 0.x blinks as much as her smile leaves open, and her lips move in it', () => {
    const overrides = { happy: { blink: 0.9, lookAt: 0, mouth: 0.5 } }
    const mixer = mixerFor({ ...avatar, spec: '0.x', overrides })
    mixer.show('happy')
    pass(mixer, 2, { ...still, visemes: { aa: 0.6 }, blink: 1 })
    expect(mixer.weights.happy).toBe(1)
    expect(mixer.weights.blink).toBeCloseTo(0.1, 6)
    expect(mixer.weights.aa).toBeCloseTo(0.3, 6)
  })

  test('whose face shows an emotion with the mouth has no more than one whole mouth while she speaks', () => {
    const mixer = mixerFor(withOnly('oh', 'aa'))
    mixer.show('surprised')
    pass(mixer, 2, { ...still, visemes: { aa: 0.6 } })
    expect(mixer.weights).toEqual({ oh: 0.7, aa: expect.closeTo(0.3, 6) })
  })

  test('without any expression shows what she feels in a colour, which comes and goes as a face does', () => {
    const mixer = mixerFor(withOnly())
    mixer.show('sad')
    pass(mixer, riseSeconds('sad') / 2)
    expect(mixer.cues.sad).toBeCloseTo(0.5, 1)
    pass(mixer, 2)
    expect(mixer).toMatchObject({ cues: { sad: 1 }, weights: {} })
    mixer.show('angry')
    pass(mixer, riseSeconds('angry') / 2)
    expect(Object.keys(mixer.cues).sort()).toEqual(['angry', 'sad'])
    mixer.release()
    pass(mixer, 3)
    expect(mixer.cues).toEqual({})
  })

  test('that is found to look otherwise changes her face without a jump', () => {
    const mixer = mixerFor(avatar)
    mixer.show('happy')
    pass(mixer, 2)
    mixer.setLooks({ ...looksOf(avatar), happy: { via: 'custom', weights: { surprised: 0.5 } } })
    mixer.update(FRAME, still)
    expect(mixer.weights.happy).toBeGreaterThan(0.8)
    pass(mixer, 1)
    expect(mixer.weights).toEqual({ surprised: 0.5 })
  })

  test('keeps what she wears, whatever she feels', () => {
    const mixer = mixerFor({ ...avatar, effective: new Set([...avatar.effective, 'night']) })
    mixer.wear({ night: 1 })
    mixer.show('angry')
    pass(mixer, 2)
    expect(mixer.weights).toEqual({ night: 1, angry: 1 })
    mixer.wear({})
    mixer.release()
    pass(mixer, 2)
    expect(mixer.weights).toEqual({})
  })
})
