import { Box3, Vector3 } from 'three'
import { expect, test } from 'vitest'
import { type BodyMeasures, framed } from '../../renderer/avatar/scene/framing.ts'

/** Somebody whose skull is so wide and deep; from the chin to the top of the head it is 0.24 m. */
function body(width: number, depth = 0.2): BodyMeasures {
  const skull = new Box3(new Vector3(-width / 2, 1.4, -depth / 2), new Vector3(width / 2, 1.6, depth / 2))
  return {
    whole: new Box3(new Vector3(-0.8, 0, -0.3), new Vector3(0.8, 1.6, 0.3)),
    // Hair hangs down on both sides.
    head: new Box3(new Vector3(-0.6, 0.8, -0.3), new Vector3(0.6, 1.6, 0.3)),
    skull,
    headBone: new Vector3(0, 1.4, 0),
    spineBone: new Vector3(0, 1, 0),
    shoulderWidth: 0.3,
  }
}
const widthOf = (measures: BodyMeasures, turn = 0) => framed('face', measures, turn).getSize(new Vector3()).x

test('a face is in the picture as wide as it is high, whatever hair hangs beside it', () => {
  expect(widthOf(body(0.16))).toBeCloseTo(0.24, 6)
})

test('a broad face is in the picture whole, from the front and from the side', () => {
  expect(widthOf(body(0.32))).toBeCloseTo(0.32, 6)
  expect(widthOf(body(0.16, 0.3), 90)).toBeCloseTo(0.3, 6)
})

test('a hat is not, or the face would be small; nor does a head without vertices make the picture empty', () => {
  expect(widthOf(body(2))).toBeCloseTo(1.6 * 0.24, 6)
  expect(widthOf({ ...body(0.2), skull: new Box3() })).toBeCloseTo(0.24, 6)
})
