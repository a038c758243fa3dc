import {
  MToonMaterial,
  VRMExpression,
  VRMExpressionManager,
  VRMExpressionMaterialColorBind,
  VRMExpressionMaterialColorType,
  VRMExpressionMorphTargetBind,
} from '@pixiv/three-vrm'
import { Color } from 'three'
import { expect, test } from 'vitest'
import { createExpressions } from '../../renderer/avatar/scene/expressions.ts'
import { createToon } from '../../renderer/avatar/scene/toon.ts'

/** A face whose blush fades a material in, whose mouth only moves, and beside it a material whose picture runs. */
function face() {
  const cheeks = new MToonMaterial({ opacity: 0, transparent: true })
  const screen = new MToonMaterial({ uvAnimationScrollXSpeedFactor: 2 })
  const manager = new VRMExpressionManager()
  const blush = new VRMExpression('blush')
  const type = VRMExpressionMaterialColorType.Color
  blush.addBind(
    new VRMExpressionMaterialColorBind({ material: cheeks, type, targetValue: new Color('pink'), targetAlpha: 1 }),
  )
  const mouth = new VRMExpression('aa')
  mouth.addBind(new VRMExpressionMorphTargetBind({ primitives: [], index: 0, weight: 1 }))
  for (const expression of [blush, mouth]) manager.registerExpression(expression)
  return {
    cheeks,
    screen,
    expressions: createExpressions(manager),
    update: createToon({ materials: [cheeks, screen] }),
  }
}

test('a blush is drawn in the frame in which it comes, changes and goes', () => {
  const { cheeks, expressions, update } = face()
  const drawn = [{ blush: 0.5 }, { blush: 0.5, aa: 1 }, { blush: 0.8 }, { aa: 1 }].map((weights) => {
    update(0.1, expressions.apply(weights))
    return cheeks.uniforms.opacity?.value
  })
  expect(drawn).toEqual([0.5, 0.5, 0.8, 0])
})

test('materials are left alone while no colour changes', () => {
  const { expressions } = face()
  const faces = [{ aa: 1 }, { blush: 1 }, { blush: 1, aa: 0.5 }, {}, {}]
  expect(faces.map(expressions.apply)).toEqual([false, true, false, true, false])
})

test('a picture that runs goes on running, whatever her face does', () => {
  const { screen, expressions, update } = face()
  for (const weights of [{}, { blush: 1 }, { blush: 1 }, { aa: 1 }]) update(0.25, expressions.apply(weights))
  expect(screen.uniforms.uvAnimationScrollXOffset?.value).toBeCloseTo(2, 6)
})
