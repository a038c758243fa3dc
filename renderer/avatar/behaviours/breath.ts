import { damp } from '../math.ts'
import type { Behaviour } from './behaviour.ts'

const SECONDS_PER_BREATH = 4

/** How somebody breathes: 1 is as ever. */
export interface Breathing {
  readonly pace: number
  readonly depth: number
}

/** Chest and shoulders rise and fall, faster where she is stirred and slower where she sleeps. */
export function createBreath(how: () => Breathing = () => ({ pace: 1, depth: 1 })): Behaviour {
  let phase = 0
  let { pace, depth } = how()
  return {
    update(delta, rig) {
      const wanted = how()
      pace = damp(pace, wanted.pace, 1.5, delta)
      depth = damp(depth, wanted.depth, 1.5, delta)
      phase = (phase + (pace * delta) / SECONDS_PER_BREATH) % 1
      const air = depth * Math.sin(phase * 2 * Math.PI)
      rig.turn('chest', -0.012 * air, 0, 0)
      rig.turn('neck', 0.008 * air, 0, 0)
      rig.turn('leftUpperArm', 0, 0, 0.025 * air)
      rig.turn('rightUpperArm', 0, 0, -0.025 * air)
    },
  }
}
