import type { VRMHumanBoneName } from '@pixiv/three-vrm'

/** Mixamo's names of the human bones, without the prefix `mixamorig`. */
const BODY: Readonly<Record<string, VRMHumanBoneName>> = {
  Hips: 'hips',
  Spine: 'spine',
  Spine1: 'chest',
  Spine2: 'upperChest',
  Neck: 'neck',
  Head: 'head',
}
/** Of both sides: `LeftArm`, `RightArm` … */
const LIMBS: Readonly<Record<string, string>> = {
  Shoulder: 'Shoulder',
  Arm: 'UpperArm',
  ForeArm: 'LowerArm',
  Hand: 'Hand',
  UpLeg: 'UpperLeg',
  Leg: 'LowerLeg',
  Foot: 'Foot',
  ToeBase: 'Toes',
  HandThumb1: 'ThumbMetacarpal',
  HandThumb2: 'ThumbProximal',
  HandThumb3: 'ThumbDistal',
}
const FINGERS: Readonly<Record<string, string>> = { Index: 'Index', Middle: 'Middle', Ring: 'Ring', Pinky: 'Little' }
const PHALANGES = ['Proximal', 'Intermediate', 'Distal']

const BONES = new Map<string, VRMHumanBoneName>(Object.entries(BODY))
for (const side of ['Left', 'Right']) {
  const add = (mixamo: string, vrm: string) =>
    BONES.set(side + mixamo, `${side.toLowerCase()}${vrm}` as VRMHumanBoneName)
  for (const [mixamo, vrm] of Object.entries(LIMBS)) add(mixamo, vrm)
  for (const [mixamo, vrm] of Object.entries(FINGERS)) {
    PHALANGES.forEach((phalanx, index) => {
      add(`Hand${mixamo}${index + 1}`, vrm + phalanx)
    })
  }
}

/** `mixamorigLeftArm`, `mixamorig1:LeftArm` or plain `LeftArm` as a bone of VRM; undefined for all others. */
export const boneOfMixamo = (name: string): VRMHumanBoneName | undefined =>
  BONES.get(name.replace(/^mixamorig\d*:?/, ''))
