import { type VRM, VRMLookAtExpressionApplier } from '@pixiv/three-vrm'
import type { AvatarFace } from '../face/mixer.ts'
import type { Overrides } from '../face/overrides.ts'

/** For VRM 0.x, which has no overrides: what closes or widens the eyes should not be blinked over. */
const OVERRIDES_OF_VRM_0: Overrides = { blink: 'blend', lookAt: 'none', mouth: 'none' }
const EMOTIONS_OF_VRM_0 = ['happy', 'angry', 'sad', 'relaxed', 'surprised']

/** What the face of a loaded avatar can do. From then on the mixer applies its overrides, and three-vrm does not. */
export function readFace(vrm: VRM): AvatarFace {
  const expressions = vrm.expressionManager?.expressions ?? []
  const overrides: Record<string, Overrides> = {}
  for (const expression of expressions) {
    const name = expression.expressionName
    const ours = vrm.meta.metaVersion === '0' && EMOTIONS_OF_VRM_0.includes(name)
    overrides[name] = ours
      ? OVERRIDES_OF_VRM_0
      : { blink: expression.overrideBlink, lookAt: expression.overrideLookAt, mouth: expression.overrideMouth }
    // Left on, they would be applied twice, and the weights that we report would not be those that show.
    expression.overrideBlink = 'none'
    expression.overrideLookAt = 'none'
    expression.overrideMouth = 'none'
  }
  const applier = vrm.lookAt?.applier
  return {
    effective: new Set(expressions.filter(({ binds }) => binds.length > 0).map(({ expressionName }) => expressionName)),
    overrides,
    gazeRanges:
      applier instanceof VRMLookAtExpressionApplier
        ? {
            horizontal: applier.rangeMapHorizontalOuter,
            down: applier.rangeMapVerticalDown,
            up: applier.rangeMapVerticalUp,
          }
        : null,
  }
}
