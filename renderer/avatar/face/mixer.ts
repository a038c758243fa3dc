import type { AvatarInfo, Emotion } from '../../../electron/contract/index.ts'
import { remembering } from '../remembering.ts'
import { mixBase } from './base.ts'
import { decided, wholeOnly } from './binary.ts'
import { type Cues, cueName } from './colour-cues.ts'
import { createFade } from './fade.ts'
import { createFeeling } from './feeling.ts'
import { type Gaze, type GazeRanges, gazeWeights } from './gaze-weights.ts'
import { type Overrides, remainder, withOverrides } from './overrides.ts'
import type { Looks } from './resolve.ts'
import { addTo, limited, NO_WEIGHTS, part, scaled, shown, UNSEEN, type Weights } from './weights.ts'

/** Moods come and go slowly, and what she wears fades. */
const MOOD_SECONDS = 3
const WEAR_SECONDS = 1
/** A jaw that only opens opens less than a mouth that has a shape for each sound. */
const JAW_SHARE = 0.7

/** What an avatar's face can do. */
export interface AvatarFace {
  readonly spec: AvatarInfo['spec']
  /** The names of the expressions that change something. */
  readonly effective: ReadonlySet<string>
  /** Those of them that are there or not, and nothing between (`isBinary`). */
  readonly binary: ReadonlySet<string>
  readonly overrides: Readonly<Record<string, Overrides>>
  /** Null where bones move the eyes, or nothing does. */
  readonly gazeRanges: GazeRanges | null
}

/** What the behaviours say about this frame. */
export interface FaceSignals {
  /** They sum to at most 1. */
  readonly visemes: Weights
  /** 0 is open, 1 is shut. */
  readonly blink: number
  readonly gaze: Gaze
  /** What a movement from a file wants on her face, above what she feels. */
  readonly clip?: Weights
}

/** The one owner of all expression weights. */
export interface FaceMixer {
  /** The emotion that is shown or rising. */
  readonly emotion: Emotion
  /** How much of that emotion's face shows once it has risen, 0…1. */
  readonly weight: number
  /** As of the last update: all weights above 0. */
  readonly weights: Weights
  readonly cues: Cues
  /** As of the last update: where eyes that bones move should turn. */
  readonly gaze: Gaze
  /** Whether the face is changing. */
  readonly moving: boolean
  /** What lies under all faces. `strength`: 0…1; little is enough. */
  setMood(emotion: Emotion, strength: number): void
  /** What shows each emotion from now on. */
  setLooks(looks: Looks): void
  /** What stays on her under all that, beside every sum, such as colours for the night. `weights`: by expression, 0…1. */
  wear(weights: Weights): void
  /** `intensity`: 0…1, all of it where not given. */
  show(emotion: Emotion, intensity?: number): void
  /** Goes back to the mood. */
  release(): void
  /** `delta`: seconds. */
  update(delta: number, signals: FaceSignals): void
}

export function createFaceMixer(avatar: AvatarFace, looks: Looks): FaceMixer {
  const worn = createFade()
  const mood = createFade()
  const feeling = createFeeling(feltFace)
  /** A face that holds, as most do for most of the time, is not mixed anew in each frame. */
  const baseOf = remembering((worn: Weights, mood: Weights, feeling: Weights, clip: Weights) =>
    mixBase(avatar, { worn, mood, feeling, clip }),
  )
  const lids = createLids(avatar)
  let moodNow: readonly [emotion: Emotion, strength: number] = ['neutral', 0]
  let weights = NO_WEIGHTS
  let cues: Cues = {}
  let gaze: Gaze = { yaw: 0, pitch: 0 }

  /** An emotion is never nothing: where its look has no expression of this avatar, it is a cue. */
  function face(emotion: Emotion): Weights {
    const entries = Object.entries(looks[emotion].weights).filter(([name]) => avatar.effective.has(name))
    if (entries.length > 0) return limited(Object.fromEntries(entries.map(([name, weight]) => [name, part(weight)])))
    return emotion === 'neutral' ? NO_WEIGHTS : { [cueName(emotion)]: 1 }
  }

  /** What is there or not is there as soon as it is felt at all; a mood, that little, does not bring it. */
  function feltFace(emotion: Emotion, weight: number): Weights {
    const weights = face(emotion)
    const whole = Object.keys(weights).find((name) => avatar.binary.has(name))
    return whole !== undefined && weight > 0 ? { [whole]: 1 } : scaled(weights, weight)
  }

  function setMood(emotion: Emotion, strength: number): void {
    moodNow = [emotion, part(strength)]
    mood.to(scaled(face(emotion), moodNow[1]), MOOD_SECONDS)
  }

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
    get cues() {
      return cues
    },
    get gaze() {
      return gaze
    },
    get moving() {
      return feeling.moving || mood.moving || worn.moving
    },
    setMood,
    setLooks(next) {
      looks = next
      feeling.refresh()
      setMood(...moodNow)
    },
    wear: (next) => worn.to(shown(next), WEAR_SECONDS),
    show: feeling.show,
    release: feeling.release,

    update(delta, signals) {
      const seconds = delta > 0 && Number.isFinite(delta) ? delta : 0
      worn.update(seconds)
      mood.update(seconds)
      feeling.update(seconds)

      const base = baseOf(worn.weights, mood.weights, feeling.weights, signals.clip ?? NO_WEIGHTS)
      const mix = { ...base.weights }
      addTo(mix, lips(signals.visemes, base.mouthRoom, avatar))
      addTo(mix, lids(part(signals.blink)))
      addTo(mix, base.moves)
      if (avatar.gazeRanges) addTo(mix, gazeWeights(signals.gaze, avatar.gazeRanges))

      const wanted = shown(mix)
      const looking = remainder('lookAt', wanted, avatar.overrides)
      gaze = { yaw: signals.gaze.yaw * looking, pitch: signals.gaze.pitch * looking }
      cues = base.cues
      weights = shown(wholeOnly(withOverrides(wanted, avatar.overrides), avatar.binary))
    },
  }
}

/** Mouth shapes, in what room her face leaves them; a shape that the avatar has not opens the jaw instead. */
function lips(visemes: Weights, room: number, { effective, binary }: AvatarFace): Weights {
  const shapes: Record<string, number> = {}
  for (const viseme in visemes) {
    const weight = part(visemes[viseme] ?? 0)
    const name = effective.has(viseme) ? viseme : 'aa'
    if (weight <= UNSEEN || !effective.has(name)) continue
    shapes[name] = (shapes[name] ?? 0) + (name === viseme ? weight : weight * JAW_SHARE)
  }
  return decided(limited(shapes, room), binary)
}

/** Shuts both eyes, by one expression or one for each. `closed`: 0…1. */
function createLids({ effective, binary }: AvatarFace): (closed: number) => Weights {
  const both = effective.has('blink') ? ['blink'] : ['blinkLeft', 'blinkRight']
  const names = both.filter((name) => effective.has(name))
  return (closed) => {
    const weights: Record<string, number> = {}
    for (const name of names) weights[name] = binary.has(name) ? Number(closed > 0.5) : closed
    return weights
  }
}
