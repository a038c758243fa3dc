import type { VRMExpression, VRMExpressionManager } from '@pixiv/three-vrm'
import type { Weights } from '../face/weights.ts'

/**
 * Shows weights on an avatar's face, which the mixer has worked out to the end. Only expressions that show, or just did,
 * are touched; three-vrm's own update goes through all of them in every frame, and there are dozens.
 */
export function createExpressions(manager: VRMExpressionManager | undefined) {
  let showing: VRMExpression[] = []
  return {
    apply(weights: Weights): void {
      for (const expression of showing) {
        expression.weight = 0
        expression.clearAppliedWeight()
      }
      showing = []
      for (const name in weights) {
        const expression = manager?.getExpression(name)
        if (!expression) continue
        expression.weight = weights[name] ?? 0
        expression.applyWeight()
        showing.push(expression)
      }
    },
  }
}
