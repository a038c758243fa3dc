import type { VRMHumanBoneName } from '@pixiv/three-vrm'

/** Her bones for one frame. It starts at rest (T-pose), and each behaviour adds its part. */
export interface Rig {
  /** Turns a bone further, in radians: `x` nods forward, `y` turns to her left, `z` leans to her right. */
  turn(bone: VRMHumanBoneName, x: number, y: number, z: number): void
}

/** All that can be done with her bones. */
export interface BodyRig extends Rig {
  /**
   * Moves her hips further, in parts of their height above the ground: `x` to her left, `y` up, `z` forward. Her feet stay
   * where they stand, and her legs follow; where they are too short, she is in the air.
   */
  shift(x: number, y: number, z: number): void
  /**
   * Draws a bone away from all turns, to a rotation as VRM animations have them: a quaternion (x, y, z, w) from the
   * T-pose of an avatar that faces us. `weight`: 0…1.
   */
  pull(bone: VRMHumanBoneName, rotation: ArrayLike<number>, weight: number): void
  /** Draws her hips away from where they are shifted; `place` is as in `shift`, `weight` 0…1. */
  pullHips(place: ArrayLike<number>, weight: number): void
}

/** Something her body does by itself. */
export interface Behaviour {
  /** `delta`: seconds since the frame before. */
  update(delta: number, rig: Rig): void
}

/** Something for which she moves from where she stands. */
export interface BodyBehaviour {
  /** `delta`: seconds since the frame before. */
  update(delta: number, rig: BodyRig): void
}
