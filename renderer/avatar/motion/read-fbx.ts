import type { VRMHumanBoneName } from '@pixiv/three-vrm'
import {
  type AnimationClip,
  type KeyframeTrack,
  type LoadingManager,
  type Object3D,
  Quaternion,
  QuaternionKeyframeTrack,
  Vector3,
  VectorKeyframeTrack,
} from 'three'
import { FBXLoader } from 'three/addons/loaders/FBXLoader.js'
import type { Clip } from './clip.ts'
import { boneOfMixamo } from './mixamo-bones.ts'

/** Reads a Mixamo clip: its first animation. Throws where it has none. */
export function readFbx(bytes: ArrayBuffer, manager: LoadingManager): Clip {
  const scene = new FBXLoader(manager).parse(bytes, '')
  const animation: AnimationClip | undefined = scene.animations.find(({ tracks }) => tracks.length > 0)
  if (!animation) throw new Error('there is no animation in it')
  scene.updateWorldMatrix(true, true)

  const rotations = new Map<VRMHumanBoneName, KeyframeTrack>()
  let hips: KeyframeTrack | null = null
  for (const track of animation.tracks) {
    const dot = track.name.lastIndexOf('.')
    const node = scene.getObjectByName(track.name.slice(0, dot))
    const bone = boneOfMixamo(track.name.slice(0, dot))
    const property = track.name.slice(dot + 1)
    if (!node || !bone) continue
    if (property === 'quaternion') rotations.set(bone, fromTPose(bone, node, track))
    if (property === 'position' && bone === 'hips') hips = fromRest(node, track)
  }
  return { seconds: animation.duration, rotations, hips, expressions: new Map() }
}

/**
 * Rotations of a bone with axes of its own, as they are from the T-pose with the axes of the world: parent's rest × turn
 * × own rest⁻¹, after three-vrm's example for Mixamo (pixiv, MIT).
 */
function fromTPose(bone: VRMHumanBoneName, node: Object3D, track: KeyframeTrack): KeyframeTrack {
  const rest = node.getWorldQuaternion(new Quaternion()).invert()
  const parent = node.parent?.getWorldQuaternion(new Quaternion()) ?? new Quaternion()
  const turn = new Quaternion()
  const values = Array.from(track.times, (_, key) =>
    turn
      .fromArray(track.values, 4 * key)
      .premultiply(parent)
      .multiply(rest)
      .toArray(),
  )
  return new QuaternionKeyframeTrack(bone, track.times, values.flat())
}

/** Places of the hips in parts of their height, whatever the file's unit. */
function fromRest(node: Object3D, track: KeyframeTrack): KeyframeTrack | null {
  const rest = node.getWorldPosition(new Vector3())
  if (rest.y <= 0) return null
  const place = new Vector3()
  const values = Array.from(track.times, (_, key) => {
    place.fromArray(track.values, 3 * key)
    node.parent?.localToWorld(place)
    return place.sub(rest).divideScalar(rest.y).toArray()
  })
  return new VectorKeyframeTrack('hips', track.times, values.flat())
}
