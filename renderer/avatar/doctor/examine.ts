import type { VRM } from '@pixiv/three-vrm'
import type { WebGLRenderer } from 'three'
import { EMOTIONS, type Emotion } from '../../../electron/contract/index.ts'
import { createFaceMixer, type FaceSignals } from '../face/mixer.ts'
import { proposeLooks } from '../face/resolve.ts'
import { readFace } from '../scene/read-face.ts'
import { createTint } from '../scene/tint.ts'
import { changedPixels } from './difference.ts'
import { createPortrait, type Portrait, type Section } from './portrait.ts'
import { PROBE_PIXELS, probe } from './probe.ts'
import type { EmotionReport, FaceReport } from './report.ts'

/** Longer than any face takes to come or to go, in seconds. */
const LONG_ENOUGH = 5
const STILL: FaceSignals = { visemes: {}, blink: 0, gaze: { yaw: 0, pitch: 0 } }
const SECTIONS: readonly Section[] = ['head', 'whole']

/**
 * Finds out what the face of a freshly loaded avatar can do: it shows every emotion through the mixer, as it would for
 * anybody, and lets it go again.
 * @param onShown called for each emotion while it shows
 */
export function examine(
  vrm: VRM,
  renderer: WebGLRenderer,
  onShown: (emotion: Emotion, portrait: Portrait) => void = () => {},
): FaceReport {
  const tint = createTint(vrm.scene)
  const effective = probe(vrm, renderer)
  const face = readFace(vrm)
  const looks = proposeLooks(effective, face.spec)
  const mixer = createFaceMixer(face, looks)
  const portrait = createPortrait(vrm, renderer)

  function pass(): void {
    mixer.update(LONG_ENOUGH, STILL)
    vrm.expressionManager?.resetValues()
    for (const [name, weight] of Object.entries(mixer.weights)) vrm.expressionManager?.setValue(name, weight)
    vrm.expressionManager?.update()
    tint.set(mixer.cues)
  }

  const draw = () => SECTIONS.map((section) => portrait.draw(section, PROBE_PIXELS))
  pass()
  const atRest = draw()
  /** Of her head, or of all of her where her head is as it was. */
  const changes = () => {
    const [head = 0, whole = 0] = draw().map((now, index) => changedPixels(atRest[index] ?? now, now))
    return head || whole
  }

  function tryOut(emotion: Emotion): EmotionReport {
    const look = looks[emotion]
    const [expression, weight] = Object.entries(look.weights).sort(([, a], [, b]) => b - a)[0] ?? [null, 0]
    mixer.show(emotion)
    pass()
    const seen = changes()
    onShown(emotion, portrait)
    mixer.release()
    pass()
    return { ...look, expression, weight, changedPixels: seen, residualPixels: changes() }
  }

  try {
    return {
      spec: face.spec,
      expressions: (vrm.expressionManager?.expressions ?? []).map(({ expressionName: name, binds }) => ({
        name,
        binds: binds.length,
        effective: name in effective,
        changedPixels: effective[name] ?? 0,
      })),
      emotions: Object.fromEntries(EMOTIONS.map((emotion) => [emotion, tryOut(emotion)])) as FaceReport['emotions'],
      springBones: vrm.springBoneManager?.joints.size ?? 0,
    }
  } finally {
    portrait.dispose()
  }
}
