import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type KiraError, type MotionInfo, settingsSchema } from '../../electron/contract/index.ts'
import { type AvatarFace, createFaceMixer } from '../../renderer/avatar/face/mixer.ts'
import { proposeLooks } from '../../renderer/avatar/face/resolve.ts'
import { type Clip, performClip } from '../../renderer/avatar/motion/clip.ts'
import { createClipShelf } from '../../renderer/avatar/motion/clip-shelf.ts'
import { loadClip, readClip } from '../../renderer/avatar/motion/load-clip.ts'
import { boneOfMixamo } from '../../renderer/avatar/motion/mixamo-bones.ts'
import { createMotion, type GestureClips } from '../../renderer/avatar/motion/motion.ts'
import { createBodyDouble } from './body-double.ts'
import { makeFbx, makeGlb, makeVrma } from './make-motions.ts'

const MADE = { arm: [0, 1, -0.5], hips: [1, 0.5, 1], seconds: 2, happy: [0, 1, 0] } as const

/** What a clip makes of her at a time. */
function at(clip: Clip, time: number) {
  const body = createBodyDouble()
  const act = performClip(clip)
  act.perform(time, 1, body.rig)
  const round = (values: readonly number[] = []) => values.map((value) => Math.round(value * 1e4) / 1e4)
  return {
    arm: round(body.pulls.get('leftUpperArm')?.rotation),
    hips: round(body.pulls.get('shift')?.rotation),
    face: act.expressions?.(time, 1) ?? {},
  }
}
const aboutZ = (angle: number) =>
  [0, 0, Math.sin(angle / 2), Math.cos(angle / 2)].map((value) => Math.round(value * 1e4) / 1e4)

afterEach(() => vi.unstubAllGlobals())

describe('a movement from a file', () => {
  test('a VRM animation turns the bones and moves the hips, in parts of their height, and the face with it', async () => {
    const clip = await readClip(makeVrma(MADE), 'vrma')
    expect(clip.seconds).toBe(2)
    expect(at(clip, 1)).toEqual({ arm: aboutZ(1), hips: [0, -0.5, 0], face: { happy: 1, smirk: 1 } })
    expect(at(clip, 2)).toMatchObject({ arm: aboutZ(-0.5), hips: [0, 0, 0] })
    expect(at(clip, 0.5).arm).toEqual(aboutZ(0.5))
  })

  test.each(['mixamorig:', 'mixamorig4:', ''])(
    'a Mixamo clip does the same, with bones called %sHips',
    async (prefix) => {
      const clip = await readClip(makeFbx(MADE, prefix), 'fbx')
      expect(clip.seconds).toBeCloseTo(2, 6)
      expect([...clip.rotations.keys()]).toContain('leftUpperArm')
      expect(at(clip, 1)).toEqual({ arm: aboutZ(1), hips: [0, -0.5, 0], face: {} })
      expect(at(clip, 2).arm).toEqual(aboutZ(-0.5))
    },
  )

  test('all of Mixamo’s bones have their place', () => {
    expect(boneOfMixamo('mixamorigLeftHandPinky3')).toBe('leftLittleDistal')
    expect(boneOfMixamo('mixamorigRightUpLeg')).toBe('rightUpperLeg')
    expect(boneOfMixamo('mixamorigRightHandThumb1')).toBe('rightThumbMetacarpal')
    expect(boneOfMixamo('mixamorigHeadTop_End')).toBeUndefined()
  })

  test('one that is no use says why, with a code', async () => {
    const files: Record<string, [ArrayBuffer, MotionInfo['kind']]> = {
      '/empty': [new ArrayBuffer(0), 'vrma'],
      '/no-animation': [makeGlb({ asset: { version: '2.0' } }), 'vrma'],
      '/no-time': [makeVrma({ ...MADE, seconds: 0 }), 'vrma'],
      '/not-a-number': [makeVrma({ ...MADE, arm: [0, Number.NaN, 0] }), 'vrma'],
      '/text': [new TextEncoder().encode('; FBX of nothing').buffer as ArrayBuffer, 'fbx'],
      '/strangers': [makeFbx(MADE, 'bone_'), 'fbx'],
    }
    vi.stubGlobal(
      'fetch',
      async (url: string) => new Response(files[url]?.[0] ?? null, { status: files[url] ? 200 : 404 }),
    )
    for (const url of [...Object.keys(files), '/missing']) {
      const kind = files[url]?.[1] ?? 'vrma'
      await expect(loadClip({ url, kind, name: 'dance' }), url).rejects.toMatchObject({
        code: 'MOTION_UNREADABLE',
        data: { name: 'dance' },
      })
    }
  })

  test('damaged ones are either refused or safe to perform', async () => {
    const whole = { vrma: makeVrma(MADE), fbx: makeFbx(MADE) }
    const damage = fc.record({
      kind: fc.constantFrom('vrma' as const, 'fbx' as const),
      cut: fc.double({ min: 0, max: 1, noNaN: true }),
      flips: fc.array(fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(255)), {
        maxLength: 4,
      }),
    })
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    vi.spyOn(console, 'error').mockImplementation(() => {})
    await fc.assert(
      fc.asyncProperty(damage, async ({ kind, cut, flips }) => {
        const bytes = new Uint8Array(whole[kind].slice(0, Math.ceil(whole[kind].byteLength * (0.5 + cut))))
        for (const [place, byte] of flips) bytes[Math.floor(place * bytes.length)] = byte
        const clip = await readClip(bytes.buffer, kind).catch(() => null)
        if (!clip) return
        const body = createBodyDouble()
        for (const time of [0, 0.3, clip.seconds, 1e6]) performClip(clip).perform(time, 1, body.rig)
        for (const { rotation } of body.pulls.values()) expect(rotation.every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 150 },
    )
    vi.restoreAllMocks()
  })
})

describe('a gesture with a movement of its own', () => {
  const motionWith = (clips: GestureClips) => {
    const motion = createMotion({
      face: { emotion: 'neutral', weight: 0 },
      random: () => 0.5,
      calm: () => false,
      bodyLanguage: () => 1,
      restlessness: () => 0,
    })
    motion.setClips(clips)
    const body = createBodyDouble()
    const pass = (seconds: number, eachFrame = () => {}) => {
      for (let frame = 0; frame < seconds * 60; frame++) {
        body.rest()
        motion.update(1 / 60, body.rig)
        eachFrame()
      }
    }
    const pulled = () => body.pulls.get('leftUpperArm')?.weight ?? 0
    return { motion, pass, pulled }
  }

  test('is drawn in and out of how she stands, and never all at once', async () => {
    const { motion, pass, pulled } = motionWith({ wave: await readClip(makeVrma(MADE), 'vrma') })
    motion.play('wave')
    const weights: number[] = []
    let smile = 0
    pass(4, () => {
      weights.push(pulled())
      smile = Math.max(smile, motion.expressions.happy ?? 0)
    })
    expect(Math.max(...weights)).toBeGreaterThan(0.99)
    expect(smile).toBeGreaterThan(0.9)
    const jumps = weights.slice(1).map((weight, index) => Math.abs(weight - (weights[index] ?? 0)))
    expect(Math.max(...jumps)).toBeLessThan(0.07)
    expect(motion).toMatchObject({ lively: false, expressions: {} })
  })

  test('goes on while she sleeps, and ends when she wakes', async () => {
    const { motion, pass, pulled } = motionWith({ doze: await readClip(makeFbx(MADE), 'fbx') })
    motion.play('doze')
    pass(30)
    expect(pulled()).toBeGreaterThan(0.99)
    motion.attend()
    pass(3)
    expect(pulled()).toBe(0)
    expect(motion.asleep).toBe(false)
  })
})

describe('the face of a movement', () => {
  const face: AvatarFace = {
    spec: '1.0',
    effective: new Set(['happy', 'sad', 'blink', 'aa']),
    binary: new Set(),
    overrides: {},
    gazeRanges: null,
  }
  const still = { visemes: {}, blink: 0, gaze: { yaw: 0, pitch: 0 } }
  const looks = proposeLooks({ happy: 1, sad: 1 }, '1.0')

  test('takes the place of what she feels as far as it goes, and leaves it as it was', () => {
    const mixer = createFaceMixer(face, looks)
    mixer.show('sad')
    const pass = (clip: Record<string, number>) => {
      for (let frame = 0; frame < 120; frame++) mixer.update(1 / 60, { ...still, clip })
      return mixer.weights
    }
    expect(pass({ happy: 0.25 })).toEqual({ sad: 0.75, happy: 0.25 })
    expect(pass({ happy: 3, smirk: 1 })).toEqual({ happy: 1 })
    expect(pass({ blink: 1, aa: 0.5 })).toEqual({ sad: 1, blink: 1, aa: 0.5 })
    expect(pass({})).toEqual({ sad: 1 })
  })
})

describe('the shelf of movements', () => {
  const motion = (id: string): MotionInfo => ({ id, name: id, kind: 'vrma', bytes: 1, url: `/motions/${id}.vrma` })
  const clip: Clip = { seconds: 1, rotations: new Map(), hips: null, expressions: new Map() }
  const { motions: none } = settingsSchema.parse({}).avatar

  function shelve(load: (motion: MotionInfo) => Promise<Clip>) {
    const told: { gestures: string[]; failure: string | null }[] = []
    const onChange = (clips: GestureClips, failure: KiraError | null) =>
      void told.push({ gestures: Object.keys(clips), failure: failure?.code ?? null })
    return { shelf: createClipShelf({ load, onChange }), told }
  }

  test('has what is chosen loaded, once, and lets go of what is not', async () => {
    const load = vi.fn(async () => clip)
    const { shelf, told } = shelve(load)
    shelf.set({ ...none, wave: 'a', nod: 'a' }, [motion('a'), motion('b')])
    await vi.waitFor(() => expect(told.at(-1)?.gestures).toEqual(['wave', 'nod']))
    shelf.set({ ...none, wave: 'a' }, [motion('a')])
    expect(told.at(-1)?.gestures).toEqual(['wave'])
    expect(load).toHaveBeenCalledTimes(1)
    shelf.set(none, [motion('a')])
    expect(told.at(-1)?.gestures).toEqual([])
  })

  test('one that can’t be read is told, and her own gesture stays', async () => {
    vi.stubGlobal('fetch', async () => new Response('not a movement'))
    const { shelf, told } = shelve(loadClip)
    shelf.set({ ...none, wave: 'a' }, [motion('a')])
    await vi.waitFor(() => expect(told.at(-1)).toEqual({ gestures: [], failure: 'MOTION_UNREADABLE' }))
    shelf.set(none, [motion('a')])
    expect(told.at(-1)).toEqual({ gestures: [], failure: null })
  })

  test('one that was put away while it came stays away', async () => {
    let arrive = (_clip: Clip) => {}
    const { shelf, told } = shelve(() => new Promise((resolve) => (arrive = resolve)))
    shelf.set({ ...none, wave: 'a' }, [motion('a')])
    shelf.set(none, [motion('a')])
    arrive(clip)
    await Promise.resolve()
    expect(told.at(-1)?.gestures).toEqual([])
  })
})
