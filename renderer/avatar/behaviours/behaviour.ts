import type { VRMHumanBoneName } from '@pixiv/three-vrm'

/** Her bones for one frame. It starts at rest (T-pose), and each behaviour adds its part. */
export interface Rig {
  /** Turns a bone further, in radians: `x` nods forward, `y` turns to her left, `z` leans to her right. */
  turn(bone: VRMHumanBoneName, x: number, y: number, z: number): void
}

/** Something her body does by itself. */
export interface Behaviour {
  /** `delta`: seconds since the frame before. */
  update(delta: number, rig: Rig): void
}
