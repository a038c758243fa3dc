/**
 * The table of what Kira can feel: the eight emotions of the contract, and finer ones that models and people name.
 * Each finer one falls back to the face of one of the eight, and to its timing. Everything else reads this table, her
 * face in the pages too, so it imports nothing but the contract; the words for feelings are beside it, in words.ts.
 */
import type { Emotion } from '../contract/index.ts'

/**
 * Valence, arousal and dominance, each −1…1: how pleasant, how awake, how much in control.
 * After Russell and Mehrabian, “Evidence for a three-factor theory of emotions” (1977), rounded to tenths; a feeling
 * that is not in their list stands between its neighbours.
 */
interface Place {
  readonly valence: number
  readonly arousal: number
  readonly dominance: number
}

interface Feeling {
  /** The emotion of the contract whose face shows it. */
  readonly face: Emotion
  readonly place: Place
}

/** A feeling with a face of its own. */
interface Face extends Feeling {
  /** How long the face takes to come: surprise is quick, sadness slow. */
  readonly riseSeconds: number
}

type Triple = readonly [valence: number, arousal: number, dominance: number]

function feeling(face: Emotion, [valence, arousal, dominance]: Triple): Feeling {
  return { face, place: { valence, arousal, dominance } }
}

function face(emotion: Emotion, place: Triple, riseSeconds: number): Face {
  return { ...feeling(emotion, place), riseSeconds }
}

/** Columns: the face, [valence, arousal, dominance], and the seconds in which a face of its own comes. */
export const FEELINGS = {
  neutral: face('neutral', [0, 0, 0], 0.5),
  happy: face('happy', [0.8, 0.5, 0.5], 0.4),
  relaxed: face('relaxed', [0.7, -0.5, 0.1], 0.7),
  sad: face('sad', [-0.6, -0.3, -0.3], 0.9),
  angry: face('angry', [-0.5, 0.6, 0.3], 0.35),
  surprised: face('surprised', [0.4, 0.7, -0.1], 0.2),
  fear: face('fear', [-0.6, 0.6, -0.4], 0.3),
  disgust: face('disgust', [-0.6, 0.4, 0.1], 0.45),

  love: feeling('happy', [0.9, 0.5, -0.2]),
  excited: feeling('happy', [0.6, 0.8, 0.4]),
  amused: feeling('happy', [0.6, 0.5, 0.2]),
  playful: feeling('happy', [0.6, 0.4, 0.3]),
  proud: feeling('happy', [0.8, 0.4, 0.7]),
  grateful: feeling('happy', [0.6, 0.2, -0.2]),

  relieved: feeling('relaxed', [0.6, -0.3, 0.1]),
  hopeful: feeling('relaxed', [0.5, 0.2, 0.1]),
  caring: feeling('relaxed', [0.6, 0, 0.1]),
  shy: feeling('relaxed', [0, 0.2, -0.5]),
  sleepy: feeling('relaxed', [0.2, -0.7, -0.4]),

  lonely: feeling('sad', [-0.7, -0.4, -0.3]),
  disappointed: feeling('sad', [-0.6, -0.1, -0.3]),
  sorry: feeling('sad', [-0.6, 0.2, -0.4]),
  embarrassed: feeling('sad', [-0.5, 0.5, -0.3]),

  annoyed: feeling('angry', [-0.5, 0.4, 0.2]),
  jealous: feeling('angry', [-0.4, 0.5, -0.1]),

  amazed: feeling('surprised', [0.5, 0.8, -0.1]),
  nervous: feeling('fear', [-0.5, 0.5, -0.4]),

  thinking: feeling('neutral', [0.1, 0.1, 0.1]),
  curious: feeling('neutral', [0.2, 0.6, 0]),
  confused: feeling('neutral', [-0.5, 0.3, -0.3]),
  determined: feeling('neutral', [0.4, 0.4, 0.6]),
  bored: feeling('neutral', [-0.7, -0.6, -0.3]),
} as const satisfies Record<Emotion, Face> & Record<string, Feeling>

export type FeelingId = keyof typeof FEELINGS

/** How long a feeling takes to come to her face, in seconds. */
export const riseSeconds = (id: FeelingId): number => FEELINGS[FEELINGS[id].face].riseSeconds

/** How long it takes to go again, in seconds: faces leave more slowly than they come. */
export const fallSeconds = (id: FeelingId): number => 2 * riseSeconds(id)
