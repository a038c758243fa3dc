import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EMOTIONS, type Emotion, type EmotionChoices, emotionLookSchema } from '../../electron/contract/index.ts'
import { type Looks, proposeLooks } from '../../renderer/avatar/face/resolve.ts'

const seen = (names: readonly string[], pixels = 100) => Object.fromEntries(names.map((name) => [name, pixels]))
const looks = (spec: '0.x' | '1.0', ...names: string[]): Looks => proposeLooks(seen(names), spec)
const FEELINGS = EMOTIONS.filter((emotion) => emotion !== 'neutral')

describe('each emotion finds a look', () => {
  const find = (emotion: Emotion, ...names: string[]) => looks('1.0', ...names)[emotion]

  test('in the preset of its name, before all else', () => {
    expect(find('happy', 'joy', 'happy')).toEqual({ via: 'preset', weights: { happy: 1 } })
  })

  test('which VRM 0.x has not for surprise: there, one of that name is the avatar’s own', () => {
    const old = looks('0.x', 'happy', 'angry', 'sad', 'relaxed', 'Surprised')
    expect(FEELINGS.map((emotion) => `${emotion}: ${old[emotion].via}`)).toEqual([
      'happy: preset',
      'relaxed: preset',
      'sad: preset',
      'angry: preset',
      'surprised: custom',
      'fear: blend',
      'disgust: blend',
    ])
  })

  test('not in a preset that nobody sees', () => {
    expect(proposeLooks({ happy: 0, Joy: 40 }, '1.0').happy).toEqual({ via: 'alias', weights: { Joy: 1 } })
  })

  test.each([
    ['sad', 'Sorrow', 'alias'],
    ['fear', 'Fear', 'custom'],
    ['happy', 'Fcl_ALL_Joy', 'alias'],
    ['angry', '怒り', 'alias'],
    ['happy', '喜び', 'alias'],
    ['sad', '悲しみ', 'alias'],
    ['surprised', '驚き', 'alias'],
    ['surprised', 'びっくり２', 'alias'],
    ['disgust', 'dégoût', 'alias'],
    ['sad', 'my_crying_face_03', 'custom'],
    ['angry', 'AngryBrows', 'custom'],
    ['happy', 'にっこり笑顔A', 'custom'],
  ] as const)('%s in “%s”, which is an %s', (emotion, name, via) => {
    expect(find(emotion, name)).toEqual({ via, weights: { [name]: 1 } })
  })

  test('not in a word that only contains another one', () => {
    expect(find('happy', 'unhappy').via).toBe('cue')
    expect(find('sad', 'unhappy').via).toBe('alias')
  })

  test('of several that fit somehow, in the one that is seen most', () => {
    const { happy } = proposeLooks({ eyes_joy_left: 10, mouth_joy_wide: 90, brow_joy_up: 20 }, '1.0')
    expect(happy.weights).toEqual({ mouth_joy_wide: 1 })
  })

  test('or in a blend of others, which is no more than one whole face', () => {
    for (const emotion of ['fear', 'disgust'] as const) {
      const { via, weights } = find(emotion, 'happy', 'angry', 'sad', 'surprised')
      expect(via).toBe('blend')
      expect(Object.keys(weights)).toHaveLength(2)
      expect(Object.values(weights).reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(1)
    }
    expect(find('surprised', 'oh')).toEqual({ via: 'blend', weights: { oh: 0.7 } })
  })

  test('all of them in the shapes of ARKit, however they are written', () => {
    const sides = (...names: string[]) => names.flatMap((name) => [`${name}Left`, `${name}Right`])
    const shapes = ['BrowInnerUp', 'jawOpen', ...sides('mouthSmile', 'mouthFrown', 'browDown', 'eyeWide', 'noseSneer')]
    const found = looks('1.0', ...shapes, ...sides('cheekSquint', 'mouthStretch', 'mouthUpperUp', 'EyeSquint'))
    expect(FEELINGS.map((emotion) => found[emotion].via)).toEqual(FEELINGS.map(() => 'blend'))
    expect(found.sad.weights).toEqual({ mouthFrownLeft: 0.3, mouthFrownRight: 0.3, BrowInnerUp: 0.4 })
  })

  test('or in head, body and colour, where the avatar has nothing like it', () => {
    expect(find('angry', 'happy')).toEqual({ via: 'cue', weights: {} })
    const nothing = looks('1.0')
    expect(FEELINGS.map((emotion) => nothing[emotion].via)).toEqual(FEELINGS.map(() => 'cue'))
    expect(nothing.neutral).toEqual({ via: 'preset', weights: {} })
  })
})

describe('what somebody chose', () => {
  const choose = (choices: EmotionChoices) => proposeLooks(seen(['happy', 'sad', 'wink']), '1.0', choices)

  test('comes before what is proposed', () => {
    const { happy, sad, angry } = choose({
      happy: { expression: 'wink', strength: 0.5 },
      sad: { expression: null, strength: 0.4 },
      angry: { expression: 'sad', strength: 1 },
    })
    expect(happy).toEqual({ via: 'custom', weights: { wink: 0.5 } })
    expect(sad).toEqual({ via: 'preset', weights: { sad: 0.4 } })
    expect(angry).toEqual({ via: 'custom', weights: { sad: 1 } })
  })

  test('may be that her face stays as it is', () => {
    expect(choose({ happy: { expression: '', strength: 1 } }).happy).toEqual({ via: 'cue', weights: {} })
  })

  test('counts for nothing where the avatar has no such expression any more', () => {
    expect(choose({ happy: { expression: 'gone', strength: 1 } }).happy).toEqual({
      via: 'preset',
      weights: { happy: 1 },
    })
  })
})

test('whatever a file calls its expressions, every emotion has a look, of expressions that are seen', () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('happy', '__proto__', 'constructor', 'oh', '笑', ''),
  )
  const choice = fc.record({ expression: fc.option(name), strength: fc.double({ min: 0, max: 1, noNaN: true }) })
  const choices = fc.dictionary(fc.constantFrom(...EMOTIONS), choice)
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.nat(3))), fc.constantFrom('0.x', '1.0'), choices, (names, spec, chosen) => {
      const effective = Object.fromEntries(names)
      const found = proposeLooks(effective, spec, chosen)
      for (const emotion of EMOTIONS) {
        const look = emotionLookSchema.parse(found[emotion])
        for (const shown of Object.keys(look.weights)) expect(effective[shown]).toBeGreaterThan(0)
        expect(Object.values(look.weights).reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(1 + 1e-9)
      }
    }),
  )
})
