import { Color, type Material, type Object3D, Vector4 } from 'three'
import type { Emotion } from '../../../electron/contract/index.ts'
import type { Cues } from '../face/colour-cues.ts'
import { materialsOf } from './release.ts'

/** The colour that stands for an emotion where no face can, as the screen shows it (sRGB). */
const COLOURS: Readonly<Record<Emotion, number>> = {
  neutral: 0xffffff,
  happy: 0xffc93c,
  relaxed: 0x6fe0a0,
  sad: 0x4f7dff,
  angry: 0xff3b30,
  surprised: 0x66e6ff,
  fear: 0x9a5cff,
  disgust: 0x9aa51e,
}
/** How much of her is that colour while the emotion shows entirely. */
const STRENGTH = 0.5

const PLACE = '#include <premultiplied_alpha_fragment>'
/** Light and dark stay what they are, and black, too, takes on some colour. */
const STEP = `{
  float kiraLight = 0.4 + 0.6 * dot( gl_FragColor.rgb, vec3( 0.2126, 0.7152, 0.0722 ) );
  gl_FragColor.rgb = mix( gl_FragColor.rgb, kiraTint.rgb * kiraLight, kiraTint.a );
}`

export interface Tint {
  /** Colours the whole avatar by what her face can't show. Without any cue, every pixel is what it would be. */
  set(cues: Cues): void
}

/**
 * Adds a last step to all of an avatar's materials, whatever they are: none of their own colours is touched, so none has to
 * be put back. To be called before the avatar is drawn for the first time.
 */
export function createTint(avatar: Object3D): Tint {
  /** Red, green, blue, and how much of it. */
  const value = new Vector4(0, 0, 0, 0)
  let last: Cues | null = null
  for (const material of materialsOf(avatar)) addStep(material, value)

  return {
    set(cues) {
      if (cues === last) return
      last = cues
      const sum = new Color(0, 0, 0)
      let weight = 0
      for (const [emotion, part] of Object.entries(cues) as [Emotion, number][]) {
        // Written after the screen's own coding of colours, so mixed in it as well.
        const { r, g, b } = new Color(COLOURS[emotion]).convertLinearToSRGB()
        sum.add(new Color(r * part, g * part, b * part))
        weight += part
      }
      if (weight > 0) sum.multiplyScalar(1 / weight)
      value.set(sum.r, sum.g, sum.b, STRENGTH * Math.min(1, weight))
    },
  }
}

function addStep(material: Material, value: Vector4): void {
  const compile = material.onBeforeCompile.bind(material)
  const key = material.customProgramCacheKey.bind(material)
  material.onBeforeCompile = (shader, renderer) => {
    compile(shader, renderer)
    shader.uniforms.kiraTint = { value }
    const { fragmentShader } = shader
    if (!fragmentShader.includes(PLACE)) return
    shader.fragmentShader = `uniform vec4 kiraTint;\n${fragmentShader.replace(PLACE, `${STEP}\n${PLACE}`)}`
  }
  material.customProgramCacheKey = () => `${key()},kira-tint`
}
