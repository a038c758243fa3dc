import { type Face, GLOW, MARK } from './colour.ts'
import { type ColourBind, colourBind } from './colour-bind.ts'
import { MORPHS } from './face/face.ts'
import { GLOWING } from './materials.ts'
import { night } from './night.ts'

type Override = 'none' | 'block' | 'blend'

interface Options {
  /** What becomes of blinking while this face is on. */
  readonly blink?: Override
  /** What becomes of the eyes' direction. */
  readonly look?: Override
  readonly colours?: readonly ColourBind[]
}

/** Eyes that are shut can neither blink nor look, as far as they are shut. */
const SHUT: Options = { blink: 'blend', look: 'blend' }
/** Eyes wide with surprise do not blink: they are all there is to that face. */
const WIDE: Options = { blink: 'blend' }

/**
 * The expressions of VRMC_vrm 1.0: all 18 presets, and as custom ones the feelings that have no preset, and `night`.
 * `faceNode` bears the morphs.
 */
export function expressions(faceNode: number): object {
  const expression = (morphs: readonly string[], { blink = 'none', look = 'none', colours }: Options = {}) => ({
    isBinary: false,
    overrideBlink: blink,
    overrideLookAt: look,
    overrideMouth: 'none',
    morphTargetBinds: morphs.map((morph) => ({ node: faceNode, index: MORPHS.indexOf(morph), weight: 1 })),
    ...(colours && { materialColorBinds: colours }),
  })
  const feeling = (name: Exclude<Face, 'neutral'>, eyes: Options = {}) => [
    name,
    expression([name], { ...eyes, colours: glowOf(name) }),
  ]
  const alone = (name: string) => [name, expression([name])]

  return {
    preset: {
      neutral: expression([]),
      ...Object.fromEntries([
        feeling('happy', SHUT),
        feeling('relaxed', SHUT),
        feeling('angry'),
        feeling('sad'),
        feeling('surprised', WIDE),
        ...['aa', 'ih', 'ou', 'ee', 'oh'].map(alone),
        ...['blinkLeft', 'blinkRight', 'lookUp', 'lookDown', 'lookLeft', 'lookRight'].map(alone),
      ]),
      blink: expression(['blinkLeft', 'blinkRight']),
    },
    custom: {
      ...Object.fromEntries([
        feeling('fear'),
        feeling('disgust'),
        feeling('love'),
        feeling('shy'),
        feeling('thinking'),
        feeling('sleepy'),
        feeling('excited'),
        feeling('proud', SHUT),
        feeling('confused'),
      ]),
      night: expression([], { colours: night }),
    },
  }
}

/** What shines, in the colour of a feeling; its sign may have a colour of its own. */
const glowOf = (name: Face): ColourBind[] => [
  ...GLOWING.map((paint) => colourBind(paint, 'emissionColor', GLOW[name])),
  colourBind('mark', 'emissionColor', MARK[name] ?? GLOW[name]),
]
