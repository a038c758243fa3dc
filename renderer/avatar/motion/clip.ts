import type { VRMHumanBoneName } from '@pixiv/three-vrm'
import type { KeyframeTrack } from 'three'
import { clamp } from '../math.ts'
import type { Act } from './act.ts'

/** A movement from a file, for any humanoid avatar: rotations from the T-pose of one that faces us, as in VRM 1.0. */
export interface Clip {
  readonly seconds: number
  readonly rotations: ReadonlyMap<VRMHumanBoneName, KeyframeTrack>
  /** Where the hips are, in parts of their height, from where they rest; null where they stay. */
  readonly hips: KeyframeTrack | null
  /** How strongly expressions show, 0…1, by name. */
  readonly expressions: ReadonlyMap<string, KeyframeTrack>
}

/** A track as a function of time. */
function readerOf(track: KeyframeTrack): (time: number) => ArrayLike<number> {
  const interpolant = track.InterpolantFactoryMethodLinear(new Float32Array(track.getValueSize()))
  return (time) => interpolant.evaluate(time)
}

/** Makes a clip ready to be performed. `loops`: until something else begins. */
export function performClip(clip: Clip, loops = false): Act {
  const bones = [...clip.rotations].map(([bone, track]) => [bone, readerOf(track)] as const)
  const hips = clip.hips && readerOf(clip.hips)
  const expressions = [...clip.expressions].map(([name, track]) => [name, readerOf(track)] as const)
  const at = (time: number) => (loops ? time % clip.seconds : time)
  return {
    seconds: loops ? Number.POSITIVE_INFINITY : clip.seconds,
    fromStanding: false,
    perform(time, weight, rig) {
      for (const [bone, read] of bones) rig.pull(bone, read(at(time)), weight)
      if (hips) rig.pullHips(hips(at(time)), weight)
    },
    ...(expressions.length > 0 && {
      expressions: (time: number, weight: number) =>
        Object.fromEntries(expressions.map(([name, read]) => [name, weight * clamp(read(at(time))[0] ?? 0, 0, 1)])),
    }),
  }
}
