import { Box3, MathUtils, Matrix4, Vector3 } from 'three'
import type { Settings } from '../../../electron/contract/index.ts'
import { clamp } from '../math.ts'

export type Framing = Settings['avatar']['framing']

/** What framing needs to know of a body, all in the scene. */
export interface BodyMeasures {
  readonly whole: Box3
  /** With hair, ears and hat. */
  readonly head: Box3
  /** Without what has bones of its own. */
  readonly skull: Box3
  /** Where bones are: the head's is at the neck's upper end. */
  readonly headBone: Vector3
  /** The lowest bone of the trunk above the hips. */
  readonly spineBone: Vector3
  /** Between the shoulder joints. */
  readonly shoulderWidth: number
}

/** The chin is so far below the head's bone, as a part of the head's height above it. */
const CHIN = 0.2
/** What makes a head broader than so many times its height is a hat. */
const BROADEST = 1.6
/** Arms are wider than the joints they hang from. */
const BESIDE_SHOULDERS = 1.5

/** The part of the scene that is to be in the picture while she is turned so far to her left, in degrees. */
export function framed(framing: Framing, body: BodyMeasures, turn = 0): Box3 {
  const { whole, head, skull, headBone, spineBone, shoulderWidth } = body
  const turned = new Matrix4().makeRotationY(MathUtils.degToRad(turn))
  if (framing === 'full' || head.isEmpty()) return whole.clone().applyMatrix4(turned)
  const top = head.max.y
  const bottom = framing === 'face' ? headBone.y - CHIN * (top - headBone.y) : spineBone.y
  const center = new Vector3(headBone.x, (top + bottom) / 2, headBone.z).applyMatrix4(turned)
  const width =
    framing === 'face'
      ? faceWidth(skull.clone().applyMatrix4(turned), center.x, top - bottom)
      : Math.max(top - headBone.y, shoulderWidth * BESIDE_SHOULDERS)
  return new Box3().setFromCenterAndSize(center, new Vector3(width, top - bottom, whole.max.z - whole.min.z))
}

/** A face is about as wide as it is high, or wider; what hangs down beside it, such as long hair, does not count. */
function faceWidth(skull: Box3, middle: number, height: number): number {
  const skullWidth = 2 * Math.max(middle - skull.min.x, skull.max.x - middle)
  return clamp(skullWidth, height, BROADEST * height)
}
