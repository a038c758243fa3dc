import { type VRMAnimation, VRMAnimationLoaderPlugin } from '@pixiv/three-vrm-animation'
import {
  type KeyframeTrack,
  type LoadingManager,
  NumberKeyframeTrack,
  QuaternionKeyframeTrack,
  VectorKeyframeTrack,
} from 'three'
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js'
import type { Clip } from './clip.ts'

/** Less than this is no height for hips, in metres. */
const MIN_HEIGHT = 1e-3

/**
 * Reads a VRM animation (VRMC_vrm_animation 1.0); the first one, where a file has several. Where its eyes look is left
 * out: hers look at the user.
 */
export async function readVrma(bytes: ArrayBuffer, manager: LoadingManager): Promise<Clip> {
  const loader = new GLTFLoader(manager)
  loader.register((parser) => new VRMAnimationLoaderPlugin(parser))
  const gltf = await loader.parseAsync(bytes, '')
  const [animation] = (gltf.userData.vrmAnimations ?? []) as VRMAnimation[]
  if (!animation) throw new Error('there is no VRM animation in it')
  const { humanoidTracks, expressionTracks, restHipsPosition, duration } = animation
  const rotations = [...humanoidTracks.rotation].map(
    ([bone, track]) => [bone, new QuaternionKeyframeTrack(bone, track.times, keyValues(track, 4))] as const,
  )
  const expressions = [...expressionTracks.preset, ...expressionTracks.custom].map(
    ([name, track]) => [name, new NumberKeyframeTrack(name, track.times, keyValues(track, 1))] as const,
  )
  return {
    seconds: duration,
    rotations: new Map(rotations),
    hips: hipsOf(humanoidTracks.translation.get('hips'), restHipsPosition.toArray()),
    expressions: new Map(expressions),
  }
}

/** The values at the keys. A track with tangents (CUBICSPLINE) has three a key, of which the middle one is it. */
function keyValues(track: KeyframeTrack, size: number): number[] {
  const values = [...track.values]
  if (values.length !== 3 * size * track.times.length) return values
  return values.filter((_, index) => Math.floor(index / size) % 3 === 1)
}

function hipsOf(track: KeyframeTrack | undefined, rest: readonly number[]): KeyframeTrack | null {
  const height = rest[1] ?? 0
  if (!track || height < MIN_HEIGHT) return null
  const places = keyValues(track, 3).map((value, index) => (value - (rest[index % 3] ?? 0)) / height)
  return new VectorKeyframeTrack('hips', track.times, places)
}
