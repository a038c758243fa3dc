import type { VRMHumanBoneName, VRMHumanoid } from '@pixiv/three-vrm'
import { type Object3D, Quaternion } from 'three'

/** A human bone. Files turn theirs in any way while at rest; `node` is then not turned at all. */
export interface Bone {
  /** three-vrm's normalized bone, to be turned and moved. */
  readonly node: Object3D
  /** Turns the file's own bone, which is drawn, as `node` is turned. */
  turn(): void
  /** Moves it to where `node` is. */
  move(): void
}

/**
 * The human bones of an avatar that is at rest. `VRMHumanoid.update` turns what is drawn as well, but all of it in every
 * frame, and most bones mostly keep still.
 */
export function readBones(humanoid: VRMHumanoid): Map<VRMHumanBoneName, Bone> {
  const space = humanoid.normalizedHumanBonesRoot
  const outOfWorld = space.getWorldQuaternion(new Quaternion()).invert()
  const scratch = new Quaternion()
  const bones = new Map<VRMHumanBoneName, Bone>()

  for (const name of Object.keys(humanoid.humanBones) as VRMHumanBoneName[]) {
    const node = humanoid.getNormalizedBoneNode(name)
    const drawn = humanoid.getRawBoneNode(name)
    if (!node || !drawn?.parent) continue
    const parentTurn = drawn.parent.getWorldQuaternion(new Quaternion()).premultiply(outOfWorld)
    const before = parentTurn.clone().invert()
    const after = parentTurn.multiply(drawn.quaternion)
    const toParent = drawn.parent.matrixWorld.clone().invert().multiply(space.matrixWorld)
    bones.set(name, {
      node,
      // Each change of an object's own quaternion works out its angles, so there is one.
      turn: () => void drawn.quaternion.copy(scratch.multiplyQuaternions(before, node.quaternion).multiply(after)),
      move: () => void drawn.position.copy(node.position).applyMatrix4(toParent),
    })
  }
  return bones
}
