import type { VRM, VRMHumanBoneName } from '@pixiv/three-vrm'
import { Vector3 } from 'three'
import { type AvatarProfile, KIRA_AVATAR, type ShownMood } from '../../../electron/contract/index.ts'
import { createBlink } from '../behaviours/blink.ts'
import { createGaze } from '../behaviours/gaze.ts'
import { createMouth } from '../behaviours/mouth.ts'
import type { Gaze } from '../face/gaze-weights.ts'
import { type AvatarFace, createFaceMixer } from '../face/mixer.ts'
import { type Looks, proposeLooks } from '../face/resolve.ts'
import { createMotion } from '../motion/motion.ts'
import { measureBody } from './body-boxes.ts'
import { createExpressions } from './expressions.ts'
import type { Liveliness } from './frame-rate.ts'
import type { BodyMeasures } from './framing.ts'
import { readFace } from './read-face.ts'
import { release } from './release.ts'
import { createRig } from './rig.ts'
import { createTint } from './tint.ts'
import { createToon } from './toon.ts'

/** Springs that are asked for a longer step overshoot. */
const MAX_SPRING_SECONDS = 1 / 15

export interface AvatarOptions {
  /** Gives 0…1. */
  readonly random: () => number
  /** Whether she should move less (`prefers-reduced-motion`). */
  readonly calm: () => boolean
  /** What was found out about her, and chosen for her; without it, what her file says is taken for true. */
  readonly profile?: AvatarProfile | null
}

/** As much of a mood as a body shows. */
export type BodyMood = Pick<ShownMood, 'face' | 'restlessness'>

/** A loaded avatar, alive. */
export function createAvatar(vrm: VRM, { random, calm, profile = null }: AvatarOptions) {
  const features = readFace(vrm)
  const face = createFaceMixer(features, looksFor(features, profile))
  const rig = createRig(vrm)
  /** As long as nothing is known of her mood, she moves as ever. */
  let unrest = 0.5
  let bodyLanguage = 1
  const restlessness = () => unrest
  const motion = createMotion({ face, random, calm, restlessness, bodyLanguage: () => bodyLanguage })
  const blink = createBlink(random)
  const gaze = createGaze({ random, calm: () => calm() || motion.asleep, restlessness, onLargeShift: blink.glance })
  const mouth = createMouth(() => (document.documentElement.lang.startsWith('fr') ? 'fr' : 'en'))
  const tint = createTint(vrm.scene)
  const expressions = createExpressions(vrm.expressionManager)
  const updateToon = createToon(vrm)
  const eyesHaveBones = vrm.lookAt?.applier && !('expressions' in vrm.lookAt.applier)

  function pose(delta: number): void {
    rig.rest()
    motion.update(delta, rig)
    gaze.update(delta, rig)
    rig.apply()
  }

  function express(delta: number): void {
    blink.update(delta)
    mouth.update(delta)
    const lids = Math.max(blink.closed, motion.sleepiness)
    face.update(delta, { visemes: mouth.weights, blink: lids, gaze: gaze.eyes, clip: motion.expressions })
    tint.set(face.cues)
    if (vrm.lookAt && eyesHaveBones) Object.assign(vrm.lookAt, face.gaze)
  }

  /** What `vrm.update` does, in the same order, but for what has not changed; the rig has moved the bones. */
  function settle(delta: number): void {
    vrm.lookAt?.update(delta)
    const painted = expressions.apply(face.weights)
    vrm.nodeConstraintManager?.update()
    vrm.springBoneManager?.update(delta)
    updateToon(delta, painted)
  }

  pose(0)
  vrm.update(0)
  vrm.springBoneManager?.reset()
  vrm.scene.updateMatrixWorld(true)
  const { whole, head, skull, rects } = measureBody(vrm)

  return {
    scene: vrm.scene,
    /** What of her is where, standing at rest, as she was loaded: not turned. */
    measures: { whole, head, skull, ...measureBones(vrm, whole.max.y) } satisfies BodyMeasures,
    /** The rectangles that she fills in a picture just now (see body-boxes.ts). */
    rects,
    face,
    get liveliness(): Liveliness {
      if (face.moving || mouth.moving || motion.lively) return 'lively'
      return (calm() && blink.closed === 0) || motion.asleep ? 'calm' : 'idle'
    },
    /** What shows each emotion from now on. */
    setProfile: (next: AvatarProfile | null): void => face.setLooks(looksFor(features, next)),
    /** What lies under all faces, and how she moves while idle. */
    setMood({ face: { emotion, weight }, restlessness }: BodyMood): void {
      face.setMood(emotion, weight)
      unrest = restlessness
    },
    /** How much her body shows of what she feels: 0…1. */
    setBodyLanguage(share: number): void {
      bodyLanguage = share
    },
    /** Her gestures, and the clips in their place. */
    motion,
    speak: mouth.speak,
    follow: (target: Gaze): void => gaze.follow(target),
    /** Where her eyes are, in the scene. */
    eyePosition: (): Vector3 => vrm.lookAt?.getLookAtWorldPosition(new Vector3()) ?? head.getCenter(new Vector3()),
    update(delta: number): void {
      pose(delta)
      express(delta)
      settle(Math.min(delta, MAX_SPRING_SECONDS))
    },
    dispose: (): void => release(vrm.scene),
  }
}

export type Avatar = ReturnType<typeof createAvatar>

/** What nobody has looked at yet, such as Kira’s own body, is thought to be seen where it changes anything. */
function looksFor({ effective, spec }: AvatarFace, profile: AvatarProfile | null): Looks {
  const found = profile && profile.avatar !== KIRA_AVATAR ? profile.effective : null
  return proposeLooks(found ?? Object.fromEntries([...effective].map((name) => [name, 1])), spec, profile?.choices)
}

/** Where the bones are that framing goes by. VRM demands head, spine and upper arms; `top` stands in for what is not there. */
function measureBones(vrm: VRM, top: number): Pick<BodyMeasures, 'headBone' | 'spineBone' | 'shoulderWidth'> {
  const place = (name: VRMHumanBoneName, instead: number) =>
    vrm.humanoid.getRawBoneNode(name)?.getWorldPosition(new Vector3()) ?? new Vector3(0, instead, 0)
  return {
    headBone: place('head', top * 0.85),
    spineBone: place('spine', top * 0.55),
    shoulderWidth: place('leftUpperArm', 0).distanceTo(place('rightUpperArm', 0)),
  }
}
