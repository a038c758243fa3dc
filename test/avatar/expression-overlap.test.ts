import { VRMExpression, VRMExpressionMorphTargetBind } from '@pixiv/three-vrm'
import { BufferAttribute, BufferGeometry, Mesh } from 'three'
import { describe, expect, test } from 'vitest'
import { expressionOverlap } from '../../renderer/avatar/scene/expression-overlap.ts'

/** A face of four vertices: two lids, that a blink lowers, and two brows. */
const MORPHS = {
  blink: [0, -1, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0],
  squint: [0, -0.5, 0, 0, -0.5, 0, 0, 0, 0, 0, 0, 0],
  widen: [0, 0.5, 0, 0, 0.5, 0, 0, 0, 0, 0, 0, 0],
  frown: [0, 0, 0, 0, 0, 0, 0.3, -0.4, 0, -0.3, -0.4, 0],
}
type Morph = keyof typeof MORPHS

const geometry = new BufferGeometry()
geometry.setAttribute('position', new BufferAttribute(new Float32Array(12), 3))
geometry.morphAttributes.position = Object.values(MORPHS).map((way) => new BufferAttribute(new Float32Array(way), 3))
geometry.morphTargetsRelative = true
const face = new Mesh(geometry)

function expression(name: string, weights: Partial<Record<Morph, number>>): VRMExpression {
  const made = new VRMExpression(name)
  for (const [morph, weight] of Object.entries(weights)) {
    const index = Object.keys(MORPHS).indexOf(morph)
    made.addBind(new VRMExpressionMorphTargetBind({ primitives: [face], index, weight }))
  }
  return made
}

describe('how much of a blink a face does by itself', () => {
  const blink = expression('blink', { blink: 1 })

  test.each([
    ['all of it, as a smile with closed eyes', { blink: 1 }, 1],
    ['half of it, as one with small eyes', { squint: 1 }, 0.5],
    ['as much as its binds in all', { squint: 1, blink: 0.3 }, 0.8],
    ['no more than a blink', { blink: 1, squint: 1 }, 1],
    ['none, as brows that frown', { frown: 1 }, 0],
    ['none, as eyes that are wide open', { widen: 1 }, 0],
    ['none, where it moves nothing', {}, 0],
  ])('is %s', (_, weights, share) => {
    expect(expressionOverlap(expression('happy', weights), blink)).toBeCloseTo(share, 6)
  })

  test('is none where there is no blink', () => {
    expect(expressionOverlap(blink, expression('blink', {}))).toBe(0)
  })
})
