import type { VRM, VRMHumanBoneName } from '@pixiv/three-vrm'
import { Quaternion } from 'three'
import type { BodyRig } from '../behaviours/behaviour.ts'
import { type Bone, readBones } from './bones.ts'
import { readLegs } from './legs.ts'

export interface VrmRig extends BodyRig {
  /** Forgets the frame before: every bone is at rest, until `apply`. */
  rest(): void
  /** Shows, once a frame, what was added up since `rest`. */
  apply(): void
}

/** What is asked of one bone in this frame, and what it shows. */
interface Joint {
  readonly bone: Bone
  readonly asked: { x: number; y: number; z: number; pulled: number }
  readonly shown: { x: number; y: number; z: number; pulled: number }
  readonly pull: Quaternion
}

/** Avatars need not have these bones: the bone below then does its part. */
const STAND_INS = [
  ['chest', 'spine'],
  ['neck', 'head'],
] as const satisfies readonly [VRMHumanBoneName, VRMHumanBoneName][]

/** The bones of a VRM that is at rest, facing us. Avatars of VRM 0.x are stored the other way round. */
export function createRig(vrm: Pick<VRM, 'humanoid' | 'meta'>): VrmRig {
  const facing = vrm.meta.metaVersion === '0' ? -1 : 1
  const bones = readBones(vrm.humanoid)
  const joints = new Map([...bones].map(([name, bone]) => [name, jointOf(bone)]))
  const all = [...joints.values()]
  for (const [name, standIn] of STAND_INS) {
    const joint = joints.get(standIn)
    if (joint && !joints.has(name)) joints.set(name, joint)
  }
  const hips = bones.get('hips')
  const hipsAtRest = hips?.node.position.clone()
  const height = hipsAtRest?.y ?? 0
  const legs = readLegs(vrm)
  const shifted = { x: 0, y: 0, z: 0 }
  const drawn = { x: 0, y: 0, z: 0, weight: 0 }
  const scratch = new Quaternion()

  function turn(name: VRMHumanBoneName, x: number, y: number, z: number): void {
    const asked = joints.get(name)?.asked
    if (!asked) return
    asked.x += x
    asked.y += y
    asked.z += z
  }

  function placeHips(): void {
    if (!hips || !hipsAtRest) return
    const { weight } = drawn
    const place = (axis: 'x' | 'y' | 'z') => height * (shifted[axis] * (1 - weight) + drawn[axis] * weight)
    hips.node.position.set(
      hipsAtRest.x + facing * place('x'),
      hipsAtRest.y + place('y'),
      hipsAtRest.z + facing * place('z'),
    )
    hips.move()
  }

  /** Fingers, and much else, mostly are as they were. */
  function show({ bone, asked, shown, pull }: Joint): void {
    const { x, y, z, pulled } = asked
    const changed = x !== shown.x || y !== shown.y || z !== shown.z || pulled !== 0 || shown.pulled !== 0
    if (!changed) return
    bone.node.rotation.set(x * facing, y, z * facing)
    if (pulled > 0) bone.node.quaternion.slerp(pull, pulled)
    bone.turn()
    Object.assign(shown, asked)
  }

  return {
    rest() {
      for (const { asked } of all) {
        asked.x = 0
        asked.y = 0
        asked.z = 0
        asked.pulled = 0
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
      const joint = bones.has(name) && joints.get(name)
      if (!joint || weight <= 0) return
      const { asked, pull } = joint
      scratch.set((rotation[0] ?? 0) * facing, rotation[1] ?? 0, (rotation[2] ?? 0) * facing, rotation[3] ?? 1)
      const both = 1 - (1 - asked.pulled) * (1 - weight)
      pull.slerp(scratch, asked.pulled === 0 ? 1 : weight / both)
      asked.pulled = both
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
      for (const leg of legs) leg.stand(height * shifted.x, height * shifted.y, height * shifted.z, turn)
      for (const joint of all) show(joint)
      placeHips()
    },
  }
}

const jointOf = (bone: Bone): Joint => ({
  bone,
  asked: { x: 0, y: 0, z: 0, pulled: 0 },
  shown: { x: 0, y: 0, z: 0, pulled: 0 },
  pull: new Quaternion(),
})
