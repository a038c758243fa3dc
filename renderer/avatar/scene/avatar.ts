import { type VRM, VRMUtils } from '@pixiv/three-vrm'
import { Box3, Vector3 } from 'three'
import type { ShownMood } from '../../../electron/contract/index.ts'
import { createArms } from '../behaviours/arms.ts'
import { createBlink } from '../behaviours/blink.ts'
import { createBreath } from '../behaviours/breath.ts'
import { createGaze } from '../behaviours/gaze.ts'
import { createMouth } from '../behaviours/mouth.ts'
import { createPosture } from '../behaviours/posture.ts'
import { createSway } from '../behaviours/sway.ts'
import type { Gaze } from '../face/gaze-weights.ts'
import { createFaceMixer } from '../face/mixer.ts'
import { readFace } from './read-face.ts'
import { createRig } from './rig.ts'

/** Springs that are asked for a longer step overshoot. */
const MAX_SPRING_SECONDS = 1 / 15

export interface AvatarOptions {
  /** Gives 0…1. */
  readonly random: () => number
  /** Whether she should move less (`prefers-reduced-motion`). */
  readonly calm: () => boolean
}

/** As much of a mood as a body shows. */
export type BodyMood = Pick<ShownMood, 'face' | 'restlessness'>

/** A loaded avatar, alive. */
export function createAvatar(vrm: VRM, { random, calm }: AvatarOptions) {
  const face = createFaceMixer(readFace(vrm))
  const rig = createRig(vrm)
  /** As long as nothing is known of her mood, she moves as ever. */
  let unrest = 0.5
  const arms = createArms()
  const breath = createBreath()
  const sway = createSway(() => unrest)
  const posture = createPosture(face)
  const gaze = createGaze({ random, calm, restlessness: () => unrest })
  const blink = createBlink(random)
  const mouth = createMouth()

  function pose(delta: number): void {
    rig.rest()
    arms.update(delta, rig)
    breath.update(delta, rig)
    if (!calm()) sway.update(delta, rig)
    posture.update(delta, rig)
    gaze.update(delta, rig)
  }

  function express(delta: number): void {
    blink.update(delta)
    mouth.update(delta)
    face.update(delta, { visemes: mouth.weights, blink: blink.closed, gaze: gaze.eyes })
    vrm.expressionManager?.resetValues()
    for (const [name, weight] of Object.entries(face.weights)) vrm.expressionManager?.setValue(name, weight)
    const eyesHaveBones = vrm.lookAt?.applier && !('expressions' in vrm.lookAt.applier)
    if (vrm.lookAt && eyesHaveBones) Object.assign(vrm.lookAt, face.gaze)
  }

  pose(0)
  vrm.update(0)
  vrm.springBoneManager?.reset()
  vrm.scene.updateMatrixWorld(true)
  const bounds = new Box3().setFromObject(vrm.scene, true)

  return {
    scene: vrm.scene,
    /** The room she takes standing at rest. */
    bounds,
    face,
    /** Whether something quicker than breath is going on. */
    get lively(): boolean {
      return face.moving || mouth.moving
    },
    /** What lies under all faces, and how she moves while idle. */
    setMood({ face: { emotion, weight }, restlessness }: BodyMood): void {
      face.setMood(emotion, weight)
      unrest = restlessness
    },
    speak: mouth.speak,
    follow: (target: Gaze): void => gaze.follow(target),
    /** Where her eyes are, in the scene. */
    eyePosition: (): Vector3 =>
      vrm.lookAt?.getLookAtWorldPosition(new Vector3()) ?? bounds.getCenter(new Vector3()).setY(bounds.max.y),
    update(delta: number): void {
      pose(delta)
      express(delta)
      vrm.update(Math.min(delta, MAX_SPRING_SECONDS))
    },
    dispose: (): void => VRMUtils.deepDispose(vrm.scene),
  }
}

export type Avatar = ReturnType<typeof createAvatar>
