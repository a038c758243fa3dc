import { type VRMExpression, type VRMExpressionManager, VRMExpressionMorphTargetBind } from '@pixiv/three-vrm'
import { NO_WEIGHTS, type Weights } from '../face/weights.ts'

/**
 * Shows weights on an avatar's face, which the mixer has worked out to the end. Only expressions that show, or just did,
 * are touched; three-vrm's own update goes through all of them in every frame, and there are dozens.
 */
export function createExpressions(manager: VRMExpressionManager | undefined) {
  const painting = (manager?.expressions ?? []).filter(paints).map(({ expressionName }) => expressionName)
  const showing: VRMExpression[] = []
  let last = NO_WEIGHTS
  return {
    /** Returns whether this changed any material. */
    apply(weights: Weights): boolean {
      for (const expression of showing) {
        expression.weight = 0
        expression.clearAppliedWeight()
      }
      showing.length = 0
      for (const name in weights) {
        const expression = manager?.getExpression(name)
        if (!expression) continue
        expression.weight = weights[name] ?? 0
        expression.applyWeight()
        showing.push(expression)
      }
      const painted = painting.some((name) => weights[name] !== last[name])
      last = weights
      return painted
    },
  }
}

/** Whether an expression changes more than shapes. */
const paints = ({ binds }: VRMExpression): boolean =>
  binds.some((bind) => !(bind instanceof VRMExpressionMorphTargetBind))
