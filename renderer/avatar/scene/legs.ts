import type { VRM, VRMHumanBoneName } from '@pixiv/three-vrm'
import { Vector3 } from 'three'
import type { Rig } from '../behaviours/behaviour.ts'
import { clamp } from '../math.ts'

/** One leg, which keeps its foot where it stands. */
export interface Leg {
  /** Turns the leg's bones for hips that moved by so much from where they rest, in metres; she faces us. */
  stand(x: number, y: number, z: number, turn: Rig['turn']): void
}

const LEGS = [
  { thigh: 'leftUpperLeg', shin: 'leftLowerLeg', foot: 'leftFoot' },
  { thigh: 'rightUpperLeg', shin: 'rightLowerLeg', foot: 'rightFoot' },
] as const satisfies Record<string, VRMHumanBoneName>[]

/** A knee that is bent less than about this bends less than it should, in radians: it would snap when stretched. */
const SOFT_BEND = 0.3

/** The angle between the sides `a` and `b` of a triangle whose third side is `c`. */
const angleBetween = (a: number, b: number, c: number): number =>
  Math.acos(clamp((a * a + b * b - c * c) / (2 * a * b), -1, 1))

/** The legs of an avatar, measured as it rests. */
export function readLegs(vrm: Pick<VRM, 'humanoid' | 'meta'>): Leg[] {
  const facing = vrm.meta.metaVersion === '0' ? -1 : 1
  const toUs = new Vector3(facing, 1, facing)
  const offset = (name: VRMHumanBoneName) => vrm.humanoid.getNormalizedBoneNode(name)?.position.clone().multiply(toUs)

  return LEGS.flatMap((names) => {
    const knee = offset(names.shin)
    const foot = offset(names.foot)
    if (!knee || !foot || knee.length() === 0 || foot.length() === 0) return []
    const thigh = knee.length()
    const shin = foot.length()
    const ankle = knee.add(foot)
    const anglesAt = (wanted: number) => {
      // Longer than she can reach: the leg is stretched, and the foot leaves the ground.
      const distance = clamp(wanted, Math.abs(thigh - shin) + 1e-6, thigh + shin)
      return { hip: angleBetween(thigh, distance, shin), knee: angleBetween(thigh, shin, distance) }
    }
    const atRest = anglesAt(ankle.length())

    return [
      {
        stand(x, y, z, turn) {
          if (x === 0 && y === 0 && z === 0) return
          const [dx, dy, dz] = [ankle.x - x, ankle.y - y, ankle.z - z]
          const now = anglesAt(Math.hypot(dx, dy, dz))
          const sideways = Math.atan2(dx, -dy) - Math.atan2(ankle.x, -ankle.y)
          const forward = Math.atan2(-dz, -dy) - Math.atan2(-ankle.z, -ankle.y)
          const bent = atRest.knee - now.knee
          const softly = Math.abs(bent) / Math.hypot(bent, SOFT_BEND)
          const hip = forward - softly * (now.hip - atRest.hip)
          const bend = softly * bent
          turn(names.thigh, hip, 0, sideways)
          turn(names.shin, bend, 0, 0)
          turn(names.foot, -hip - bend, 0, -sideways)
        },
      },
    ]
  })
}
