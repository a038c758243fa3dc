import type { VRM, VRMHumanBoneName } from '@pixiv/three-vrm'
import { type Object3D, Quaternion } from 'three'
import type { BodyRig } from '../behaviours/behaviour.ts'
import { readLegs } from './legs.ts'

export interface VrmRig extends BodyRig {
  /** Forgets the frame before: every bone is at rest, until `apply`. */
  rest(): void
  /** Writes to the bones, once a frame, what was added up since `rest`. */
  apply(): void
}

/** What was asked of one bone in this frame. */
interface Joint {
  readonly node: Object3D
  x: number
  y: number
  z: number
  readonly pull: Quaternion
  pulled: number
}

/** Avatars need not have these bones: the bone below then does its part. */
const STAND_IN: Partial<Record<VRMHumanBoneName, VRMHumanBoneName>> = { chest: 'spine', neck: 'head' }

/** The bones of a VRM, facing us. Avatars of VRM 0.x are stored the other way round. */
export function createRig(vrm: Pick<VRM, 'humanoid' | 'meta'>): VrmRig {
  const facing = vrm.meta.metaVersion === '0' ? -1 : 1
  const find = (name: VRMHumanBoneName): Object3D | null => {
    const standIn = STAND_IN[name]
    return vrm.humanoid.getNormalizedBoneNode(name) ?? (standIn ? find(standIn) : null)
  }
  const joints = new Map<Object3D, Joint>()
  const byName = new Map<VRMHumanBoneName, Joint | null>()
  const hips = vrm.humanoid.getNormalizedBoneNode('hips')
  const hipsAtRest = hips?.position.clone()
  const height = hipsAtRest?.y ?? 0
  const legs = readLegs(vrm)
  const shifted = { x: 0, y: 0, z: 0 }
  const drawn = { x: 0, y: 0, z: 0, weight: 0 }
  const scratch = new Quaternion()

  function jointOf(name: VRMHumanBoneName): Joint | null {
    const known = byName.get(name)
    if (known !== undefined) return known
    const node = find(name)
    const joint = node && (joints.get(node) ?? { node, x: 0, y: 0, z: 0, pull: new Quaternion(), pulled: 0 })
    if (joint) joints.set(joint.node, joint)
    byName.set(name, joint)
    return joint
  }

  function turn(name: VRMHumanBoneName, x: number, y: number, z: number): void {
    const joint = jointOf(name)
    if (!joint) return
    joint.x += x
    joint.y += y
    joint.z += z
  }

  function placeHips(): void {
    if (!hips || !hipsAtRest) return
    const { weight } = drawn
    const place = (axis: 'x' | 'y' | 'z') => height * (shifted[axis] * (1 - weight) + drawn[axis] * weight)
    hips.position.set(hipsAtRest.x + facing * place('x'), hipsAtRest.y + place('y'), hipsAtRest.z + facing * place('z'))
  }

  return {
    rest() {
      for (const joint of joints.values()) {
        joint.x = 0
        joint.y = 0
        joint.z = 0
        joint.pulled = 0
      }
      shifted.x = 0
      shifted.y = 0
      shifted.z = 0
      drawn.weight = 0
    },
    turn,
    shift(x, y, z) {
      shifted.x += x
      shifted.y += y
      shifted.z += z
    },
    pull(name, rotation, weight) {
      // A clip that turns the neck of an avatar that has none turns nothing else in its place.
      const joint = vrm.humanoid.getNormalizedBoneNode(name) && jointOf(name)
      if (!joint || weight <= 0) return
      scratch.set((rotation[0] ?? 0) * facing, rotation[1] ?? 0, (rotation[2] ?? 0) * facing, rotation[3] ?? 1)
      const both = 1 - (1 - joint.pulled) * (1 - weight)
      joint.pull.slerp(scratch, joint.pulled === 0 ? 1 : weight / both)
      joint.pulled = both
    },
    pullHips(place, weight) {
      if (weight <= 0) return
      const both = 1 - (1 - drawn.weight) * (1 - weight)
      const share = weight / both
      drawn.x += ((place[0] ?? 0) - drawn.x) * share
      drawn.y += ((place[1] ?? 0) - drawn.y) * share
      drawn.z += ((place[2] ?? 0) - drawn.z) * share
      drawn.weight = both
    },
    apply() {
      placeHips()
      for (const leg of legs) leg.stand(height * shifted.x, height * shifted.y, height * shifted.z, turn)
      for (const { node, x, y, z, pull, pulled } of joints.values()) {
        node.rotation.set(x * facing, y, z * facing)
        if (pulled > 0) node.quaternion.slerp(pull, pulled)
      }
    },
  }
}
