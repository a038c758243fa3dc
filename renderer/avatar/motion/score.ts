import type { VRMHumanBoneName } from '@pixiv/three-vrm'
import type { BodyRig } from '../behaviours/behaviour.ts'
import { clamp, ease } from '../math.ts'
import type { Act } from './act.ts'

/**
 * How far bones are turned from how she stands with her arms hanging, in degrees: nod forward, turn to her left, lean to
 * her right (see `Rig.turn`). What is not named stays as it is.
 */
export type Pose = Readonly<Partial<Record<VRMHumanBoneName | 'shift', readonly [x: number, y: number, z: number]>>>

/** Key poses and when she has them, in seconds. She comes from standing at 0, and stands again at the end. */
export interface Score {
  readonly seconds: number
  readonly poses: readonly (readonly [at: number, pose: Pose])[]
  /** The expression that goes with it, on avatars that have one of that name. */
  readonly face?: string
}

/** The face of a gesture comes and goes this quickly, in seconds. */
const FACE_SECONDS = 0.35

/** How one performance of a score differs from another. */
export interface Interpretation {
  /** How large the moves are; 1 as written. */
  readonly size: number
  /** How fast they are; 1 as written. */
  readonly tempo: number
  /** Whether right and left change places. */
  readonly mirrored: boolean
}

export const AS_WRITTEN: Interpretation = { size: 1, tempo: 1, mirrored: false }

/** The same for both sides: what is given is for the right one. Names are those of the bones without their side. */
export function both(right: Readonly<Record<string, readonly [number, number, number]>>): Pose {
  const sides = Object.entries(right).flatMap(([name, [x, y, z]]) => [
    [`right${name}`, [x, y, z]],
    [`left${name}`, [x, -y, -z]],
  ])
  return Object.fromEntries(sides)
}

/** One number over time, with its speed at each key. */
interface Curve {
  readonly values: readonly number[]
  readonly speeds: readonly number[]
}

type Track = readonly [target: VRMHumanBoneName | 'shift', mirror: VRMHumanBoneName | 'shift', curves: readonly Curve[]]

const RADIANS = Math.PI / 180

/**
 * Speeds for a curve that passes through all keys without a corner, rests where it turns round, and never swings past
 * a key: the harmonic mean of both slopes (Fritsch and Butland, “A method for constructing local monotone piecewise
 * cubic interpolants”, 1984).
 */
function speedsOf(times: readonly number[], values: readonly number[]): number[] {
  const slopes = values.slice(1).map((value, i) => (value - (values[i] ?? 0)) / ((times[i + 1] ?? 0) - (times[i] ?? 0)))
  return values.map((_, i) => {
    const before = slopes[i - 1] ?? 0
    const after = slopes[i] ?? 0
    return before * after > 0 ? (2 * before * after) / (before + after) : 0
  })
}

const otherSide = <Name extends string>(name: Name): Name =>
  name.replace(/^(left|right)/, (side) => (side === 'left' ? 'right' : 'left')) as Name

/** Makes a score ready to be performed, as often and in as many ways as wanted. */
export function rehearse({ seconds, poses, face }: Score): (how?: Interpretation) => Act {
  const keys: Score['poses'] = [[0, {}], ...poses, [seconds, {}]]
  const times = keys.map(([at]) => at)
  const names = [...new Set(keys.flatMap(([, pose]) => Object.keys(pose)))] as (VRMHumanBoneName | 'shift')[]
  const tracks = names.map((name): Track => {
    const unit = name === 'shift' ? 1 : RADIANS
    const curves = [0, 1, 2].map((axis) => {
      const values = keys.map(([, pose]) => (pose[name]?.[axis] ?? 0) * unit)
      return { values, speeds: speedsOf(times, values) }
    })
    return [name, otherSide(name), curves]
  })

  return ({ size, tempo, mirrored } = AS_WRITTEN) => ({
    seconds: seconds / tempo,
    fromStanding: true,
    perform(time, weight, rig) {
      const at = time * tempo
      if (at >= seconds) return
      const next = times.findIndex((key) => key > at)
      const start = times[next - 1] ?? 0
      const length = (times[next] ?? seconds) - start
      const t = (at - start) / length
      for (const [name, mirror, [x, y, z]] of tracks) {
        const scale = weight * size
        const turns = mirrored ? -scale : scale
        place(
          mirrored ? mirror : name,
          rig,
          (name === 'shift' ? turns : scale) * valueAt(x, next, t, length),
          (name === 'shift' ? scale : turns) * valueAt(y, next, t, length),
          (name === 'shift' ? scale : turns) * valueAt(z, next, t, length),
        )
      }
    },
    ...(face && {
      expressions: (time: number, weight: number) => {
        const toEdge = Math.min(time, seconds / tempo - time)
        return { [face]: weight * ease(clamp(toEdge / FACE_SECONDS, 0, 1)) }
      },
    }),
  })
}

/** The cubic Hermite curve between two keys; `t` is 0…1 on the way to key `next`. */
function valueAt(curve: Curve | undefined, next: number, t: number, length: number): number {
  if (!curve) return 0
  const { values, speeds } = curve
  const [a = 0, b = 0] = [values[next - 1], values[next]]
  const [speedA = 0, speedB = 0] = [speeds[next - 1], speeds[next]]
  const u = 1 - t
  return u * u * ((1 + 2 * t) * a + t * length * speedA) + t * t * ((1 + 2 * u) * b - u * length * speedB)
}

function place(target: VRMHumanBoneName | 'shift', rig: BodyRig, x: number, y: number, z: number): void {
  if (target === 'shift') rig.shift(x, y, z)
  else rig.turn(target, x, y, z)
}
