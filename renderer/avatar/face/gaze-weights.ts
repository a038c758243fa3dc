import { clamp } from '../math.ts'
import type { Weights } from './weights.ts'

/** A direction from straight ahead, in degrees: `yaw` to her left, `pitch` downwards, as three-vrm counts them. */
export interface Gaze {
  readonly yaw: number
  readonly pitch: number
}

/** The angle that gives all of an expression, in degrees, and how much that is (VRM `lookAt.rangeMap…`). */
export interface GazeRange {
  readonly inputMaxValue: number
  readonly outputScale: number
}

/** For avatars whose eyes are moved by expressions. */
export interface GazeRanges {
  readonly horizontal: GazeRange
  readonly down: GazeRange
  readonly up: GazeRange
}

export function gazeWeights({ yaw, pitch }: Gaze, ranges: GazeRanges): Weights {
  // Files of VRM 0.x have scales above 1 as well; more than all of an expression there is not.
  const map = ({ inputMaxValue, outputScale }: GazeRange, angle: number) =>
    clamp(outputScale * clamp(angle / inputMaxValue, 0, 1), 0, 1)
  return {
    lookLeft: map(ranges.horizontal, yaw),
    lookRight: map(ranges.horizontal, -yaw),
    lookDown: map(ranges.down, pitch),
    lookUp: map(ranges.up, -pitch),
  }
}
