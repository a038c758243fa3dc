import { type VRM, type VRMExpression, VRMLookAtExpressionApplier } from '@pixiv/three-vrm'
import type { AvatarFace } from '../face/mixer.ts'
import { GROUPS, type Override, type Overrides } from '../face/overrides.ts'
import { expressionOverlap } from './expression-overlap.ts'

const OVERRIDES = { none: 0, blend: 1, block: 'block' } as const satisfies Record<string, Override>
const NOT_FEELINGS: ReadonlySet<string> = new Set(Object.values(GROUPS).flat())
/** Of its mouth shapes, no feeling of VRM 0.x takes more than this: lips that move are always seen to. */
const MOST_OF_MOUTH = 0.5

/** What the face of a loaded avatar can do. From then on the mixer applies its overrides, and three-vrm does not. */
export function readFace(vrm: VRM): AvatarFace {
  const spec = vrm.meta.metaVersion === '0' ? '0.x' : '1.0'
  const expressions = vrm.expressionManager?.expressions ?? []
  const overrides = new Map<string, Overrides>()
  for (const expression of expressions) {
    overrides.set(expression.expressionName, spec === '0.x' ? policyOf(expression, vrm) : wishesOf(expression))
    // Left on, they would be applied twice, and the weights that we report would not be those that show.
    expression.overrideBlink = 'none'
    expression.overrideLookAt = 'none'
    expression.overrideMouth = 'none'
  }
  const names = (chosen: readonly VRMExpression[]) => new Set(chosen.map(({ expressionName }) => expressionName))
  const applier = vrm.lookAt?.applier
  return {
    spec,
    effective: names(expressions.filter(({ binds }) => binds.length > 0)),
    binary: names(expressions.filter(({ isBinary }) => isBinary)),
    overrides: Object.fromEntries(overrides),
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

const wishesOf = ({ overrideBlink, overrideLookAt, overrideMouth }: VRMExpression): Overrides => ({
  blink: OVERRIDES[overrideBlink],
  lookAt: OVERRIDES[overrideLookAt],
  mouth: OVERRIDES[overrideMouth],
})

/**
 * VRM 0.x has no overrides, so its files are asked for their shapes: as much of a blink, or of an open mouth, as a feeling
 * does by itself is not done a second time. A smile that shuts the eyes isn’t blinked over; brows that frown are.
 */
function policyOf(expression: VRMExpression, vrm: VRM): Overrides {
  const share = (name: string) => {
    const other = vrm.expressionManager?.getExpression(name)
    return other ? expressionOverlap(expression, other) : 0
  }
  if (NOT_FEELINGS.has(expression.expressionName)) return { blink: 0, lookAt: 0, mouth: 0 }
  return { blink: share('blink'), lookAt: 0, mouth: Math.min(MOST_OF_MOUTH, share('aa')) }
}
