import { GLOW } from './colour.ts'
import { MORPHS } from './face.ts'
import { GLOWING_MATERIALS } from './materials.ts'

type Override = 'none' | 'block' | 'blend'
type Feeling = Exclude<keyof typeof GLOW, 'neutral'>

interface Options {
  /** What becomes of blinking and of the eyes' direction while this face is on. */
  readonly eyes?: Override
  readonly colour?: keyof typeof GLOW
}

/** The expressions of VRMC_vrm 1.0: all 18 presets, and fear and disgust as custom ones. `faceNode` bears the morphs. */
export function expressions(faceNode: number): object {
  const expression = (morphs: readonly string[], { eyes = 'none', colour }: Options = {}) => ({
    isBinary: false,
    overrideBlink: eyes,
    overrideLookAt: eyes,
    overrideMouth: 'none',
    morphTargetBinds: morphs.map((morph) => ({ node: faceNode, index: MORPHS.indexOf(morph), weight: 1 })),
    ...(colour && {
      materialColorBinds: GLOWING_MATERIALS.map((material) => ({
        material,
        type: 'emissionColor',
        targetValue: [...GLOW[colour], 1],
      })),
    }),
  })
  const feeling = (name: Feeling, options: Options = {}) => expression([name], { colour: name, ...options })
  const alone = (name: string) => [name, expression([name])]

  return {
    preset: {
      neutral: expression([]),
      // Both smile with closed eyes, which can neither blink nor look.
      happy: feeling('happy', { eyes: 'blend' }),
      relaxed: feeling('relaxed', { eyes: 'blend' }),
      angry: feeling('angry'),
      sad: feeling('sad'),
      surprised: feeling('surprised'),
      ...Object.fromEntries(['aa', 'ih', 'ou', 'ee', 'oh'].map(alone)),
      blink: expression(['blinkLeft', 'blinkRight']),
      ...Object.fromEntries(['blinkLeft', 'blinkRight', 'lookUp', 'lookDown', 'lookLeft', 'lookRight'].map(alone)),
    },
    custom: { fear: feeling('fear'), disgust: feeling('disgust') },
  }
}
