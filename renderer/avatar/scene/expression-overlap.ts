import { type VRMExpression, VRMExpressionMorphTargetBind } from '@pixiv/three-vrm'
import type { BufferGeometry } from 'three'
import { clamp } from '../math.ts'

/**
 * How much of `part` an expression does by itself, 0…1: the ways that it moves the vertices, projected on those of `part`.
 * What only changes materials moves nothing.
 */
export function expressionOverlap(expression: VRMExpression, part: VRMExpression): number {
  const ways = waysOf(part)
  const others = waysOf(expression)
  let common = 0
  let whole = 0
  for (const [geometry, way] of ways) {
    const other = others.get(geometry)
    for (const [index, step] of way.entries()) {
      whole += step * step
      common += step * (other?.[index] ?? 0)
    }
  }
  return whole > 0 ? clamp(common / whole, 0, 1) : 0
}

/** How far each vertex goes under all of an expression: x, y and z, one after the other. */
function waysOf(expression: VRMExpression): Map<BufferGeometry, Float32Array> {
  const ways = new Map<BufferGeometry, Float32Array>()
  for (const bind of expression.binds) {
    if (!(bind instanceof VRMExpressionMorphTargetBind)) continue
    for (const { geometry } of bind.primitives) {
      const morph = geometry.morphAttributes.position?.[bind.index]
      if (!morph) continue
      const way = ways.get(geometry) ?? new Float32Array(morph.count * 3)
      for (let vertex = 0; vertex < morph.count; vertex++) {
        for (let axis = 0; axis < 3; axis++) {
          const index = 3 * vertex + axis
          way[index] = (way[index] ?? 0) + bind.weight * morph.getComponent(vertex, axis)
        }
      }
      ways.set(geometry, way)
    }
  }
  return ways
}
