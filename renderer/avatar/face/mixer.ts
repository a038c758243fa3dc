import type { Emotion } from '../../../electron/contract/index.ts'
import { createFade } from './fade.ts'
import { createFeeling } from './feeling.ts'
import { type Gaze, type GazeRanges, gazeWeights } from './gaze-weights.ts'
import { type Overrides, remainder, withOverrides } from './overrides.ts'
import { faceOf } from './resolve.ts'
import { added, NO_WEIGHTS, scaled, sumOf, type Weights } from './weights.ts'

/** Moods come and go slowly. */
const MOOD_SECONDS = 3

/** What an avatar's face can do. */
export interface AvatarFace {
  /** The names of the expressions that change something. */
  readonly effective: ReadonlySet<string>
  readonly overrides: Readonly<Record<string, Overrides>>
  /** Null where bones move the eyes, or nothing does. */
  readonly gazeRanges: GazeRanges | null
}

/** What the behaviours say about this frame. */
export interface FaceSignals {
  readonly visemes: Weights
  /** 0 is open, 1 is shut. */
  readonly blink: number
  readonly gaze: Gaze
}

/** The one owner of all expression weights. */
export interface FaceMixer {
  /** The emotion that is shown or rising. */
  readonly emotion: Emotion
  /** How much of that emotion's face shows once it has risen, 0…1. */
  readonly weight: number
  /** As of the last update: all weights above 0. */
  readonly weights: Weights
  /** As of the last update: where eyes that bones move should turn. */
  readonly gaze: Gaze
  /** Whether the face is changing. */
  readonly moving: boolean
  /** What lies under all faces. `strength`: 0…1; little is enough. */
  setMood(emotion: Emotion, strength: number): void
  /** `intensity`: 0…1, all of it where not given. */
  show(emotion: Emotion, intensity?: number): void
  /** Goes back to the mood. */
  release(): void
  update(delta: number, signals: FaceSignals): void
}

export function createFaceMixer(avatar: AvatarFace): FaceMixer {
  const face = (emotion: Emotion) => faceOf(emotion, avatar.effective)
  const mood = createFade()
  const feeling = createFeeling(face)
  let weights = NO_WEIGHTS
  let gaze: Gaze = { yaw: 0, pitch: 0 }

  return {
    get emotion() {
      return feeling.emotion
    },
    get weight() {
      return feeling.weight
    },
    get weights() {
      return weights
    },
    get gaze() {
      return gaze
    },
    get moving() {
      return feeling.moving || mood.moving
    },
    setMood: (emotion, strength) => mood.to(scaled(face(emotion), strength), MOOD_SECONDS),
    show: feeling.show,
    release: feeling.release,

    update(delta, signals) {
      mood.update(delta)
      feeling.update(delta)

      let mix: Weights = scaled(mood.weights, Math.max(0, 1 - sumOf(feeling.weights)))
      mix = added(mix, feeling.weights)
      mix = added(mix, signals.visemes)
      mix = added(mix, { blink: signals.blink })
      if (avatar.gazeRanges) mix = added(mix, gazeWeights(signals.gaze, avatar.gazeRanges))

      const looking = remainder('lookAt', mix, avatar.overrides)
      gaze = { yaw: signals.gaze.yaw * looking, pitch: signals.gaze.pitch * looking }
      weights = shown(withOverrides(mix, avatar.overrides))
    },
  }
}

/** Only what is to be seen, and no more than all of it. */
const shown = (weights: Weights): Weights =>
  Object.fromEntries(
    Object.entries(weights).flatMap(([name, weight]) => (weight > 1e-4 ? [[name, Math.min(1, weight)]] : [])),
  )
