import type { Emotion, Gesture } from '../../../electron/contract/index.ts'
import { createArms } from '../behaviours/arms.ts'
import type { BodyBehaviour } from '../behaviours/behaviour.ts'
import { createBreath } from '../behaviours/breath.ts'
import { createPosture } from '../behaviours/posture.ts'
import { createSleep } from '../behaviours/sleep.ts'
import { createSway } from '../behaviours/sway.ts'
import { added, type Weights } from '../face/weights.ts'
import { between } from '../math.ts'
import { type Clip, performClip } from './clip.ts'
import { createConductor } from './conductor.ts'
import { createFidgets } from './fidgets.ts'
import { MOVES, type Move } from './gestures.ts'

/** After this long in which nothing happened she dozes off, in seconds. */
export const DOZE_SECONDS = 300
/** Halfway there she stretches. */
const STRETCH_SECONDS = DOZE_SECONDS / 2
/** Longer frames count as this many seconds for her body, so that it does not leap after a stall. */
const MAX_STEP = 0.1
const SLEEPING = { pace: 0.6, depth: 1.7 }

/** These show a feeling, and more or less of it as `bodyLanguage` says. */
const FELT: ReadonlySet<Move> = new Set(['bounce', 'droop', 'startle'])
/** These are for the right hand. */
const RIGHT_HANDED: ReadonlySet<Move> = new Set(['wave', 'think'])

/** Movements from files, in place of her own. */
export type GestureClips = Readonly<Partial<Record<Gesture, Clip>>>

export interface MotionOptions {
  /** The emotion that her face shows, and how much of it. */
  readonly face: { readonly emotion: Emotion; readonly weight: number }
  /** Gives 0…1. */
  readonly random: () => number
  /** Whether she should move less (`prefers-reduced-motion`): of all gestures only nods are left. */
  readonly calm: () => boolean
  /** How much her body shows of what she feels: 0…1. */
  readonly bodyLanguage: () => number
  /** How restless she is: 0…1, ½ as ever. */
  readonly restlessness: () => number
}

/** Her whole body but the gaze: she stands and breathes, fidgets, gestures, dozes off, and wakes. */
export interface Motion extends BodyBehaviour {
  readonly asleep: boolean
  /** How heavy her lids are: 0 is awake, 1 shut. */
  readonly sleepiness: number
  /** What a gesture, a clip or sleep wants on her face, where the avatar has such an expression. */
  readonly expressions: Weights
  /** Whether she moves more than somebody who stands and waits. */
  readonly lively: boolean
  play(move: Gesture | Move): void
  /** Something happened: she stays awake, or wakes. */
  attend(): void
  setClips(clips: GestureClips): void
}

export function createMotion({ face, random, calm, bodyLanguage, restlessness }: MotionOptions): Motion {
  const sleep = createSleep()
  const posture = createPosture(face, () => bodyLanguage() * (calm() ? 0.5 : 1))
  const standing: BodyBehaviour[] = [
    createArms(),
    createBreath(() => (sleep.asleep ? SLEEPING : posture.breathing)),
    posture,
    createSway(restlessness, () => (calm() ? 0 : sleep.asleep ? 0.3 : 1)),
    sleep,
  ]
  const conductor = createConductor()
  const fidgets = createFidgets(random)
  let clips: GestureClips = {}
  let now = 0
  let lastEvent = 0
  let nextFidget = between(random, 4, 9)
  let fidgeting = false
  let stretched = false

  function doze(): void {
    if (calm() || sleep.asleep) return
    sleep.doze()
    if (clips.doze) conductor.play(performClip(clips.doze, true))
    else conductor.stop()
    fidgeting = false
  }

  function happened(): void {
    lastEvent = now
    stretched = false
  }

  function wake(): void {
    sleep.wake()
    conductor.stop()
  }

  function perform(move: Move): void {
    const size = FELT.has(move) ? bodyLanguage() : 1
    if (size < 0.05 || (calm() && move !== 'nod')) return
    const clip = move === 'tilt' ? undefined : clips[move]
    const how = {
      size: size * between(random, 0.92, 1.06),
      tempo: between(random, 0.95, 1.05),
      mirrored: !RIGHT_HANDED.has(move) && random() < 0.5,
    }
    conductor.play(clip ? performClip(clip) : MOVES[move](how))
    fidgeting = false
  }

  /** Now and then something small, while she waits, and once something large. */
  function fidget(): void {
    if (calm() || sleep.asleep || conductor.busy || now < nextFidget) return
    if (!stretched && now - lastEvent >= STRETCH_SECONDS) {
      stretched = true
      perform('stretch')
      return
    }
    nextFidget = now + between(random, 7, 17) * (1.5 - restlessness())
    const next = fidgets.next(now)
    if (!next) return
    conductor.play(next.act)
    fidgeting = true
  }

  return {
    get asleep() {
      return sleep.asleep
    },
    get sleepiness() {
      return sleep.sleepiness
    },
    get expressions() {
      return sleep.sleepiness > 0 ? added(conductor.expressions, { sleepy: sleep.sleepiness }) : conductor.expressions
    },
    get lively() {
      return conductor.busy && !fidgeting && !sleep.asleep
    },
    play(move) {
      happened()
      if (move === 'doze') return doze()
      wake()
      perform(move)
    },
    attend() {
      happened()
      if (!sleep.asleep) return
      wake()
      perform('wake')
    },
    setClips(next) {
      clips = next
    },
    update(delta, rig) {
      now += delta
      if (now - lastEvent >= DOZE_SECONDS) doze()
      if (calm() && sleep.asleep) wake()
      fidget()
      const step = Math.min(delta, MAX_STEP)
      for (const behaviour of standing) behaviour.update(step, rig)
      conductor.update(step, rig)
    },
  }
}
