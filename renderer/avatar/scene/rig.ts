import type { VRM, VRMHumanBoneName } from '@pixiv/three-vrm'
import type { Object3D } from 'three'
import type { Rig } from '../behaviours/behaviour.ts'

export interface VrmRig extends Rig {
  /** Puts every bone that was turned back to rest. */
  rest(): void
}

/** The bones of a VRM, facing us. Avatars of VRM 0.x are stored the other way round. */
export function createRig(vrm: VRM): VrmRig {
  const facing = vrm.meta.metaVersion === '0' ? -1 : 1
  const turned = new Set<Object3D>()
  const find = (name: VRMHumanBoneName) => vrm.humanoid.getNormalizedBoneNode(name)
  return {
    rest() {
      for (const bone of turned) bone.rotation.set(0, 0, 0)
    },
    turn(name, x, y, z) {
      // Avatars need not have a neck or a chest of their own: the bone below then does its part.
      const bone = find(name) ?? (name === 'chest' ? find('spine') : name === 'neck' ? find('head') : null)
      if (!bone) return
      turned.add(bone)
      bone.rotation.x += x * facing
      bone.rotation.y += y
      bone.rotation.z += z * facing
    },
  }
}
