/**
 * The table of what Kira can feel: the eight emotions of the contract, and finer ones that models and people name.
 * Each finer one falls back to the face of one of the eight. Everything in this room that knows an emotion reads it
 * here; the words for them are beside it, in words.ts.
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

function feeling(face: Emotion, [valence, arousal, dominance]: Triple): Feeling {
  return { face, place: { valence, arousal, dominance } }
}
type Triple = readonly [number, number, number]

/** Columns: the face, [valence, arousal, dominance]. */
export const FEELINGS = {
  neutral: feeling('neutral', [0, 0, 0]),
  happy: feeling('happy', [0.8, 0.5, 0.5]),
  relaxed: feeling('relaxed', [0.7, -0.5, 0.1]),
  sad: feeling('sad', [-0.6, -0.3, -0.3]),
  angry: feeling('angry', [-0.5, 0.6, 0.3]),
  surprised: feeling('surprised', [0.4, 0.7, -0.1]),
  fear: feeling('fear', [-0.6, 0.6, -0.4]),
  disgust: feeling('disgust', [-0.6, 0.4, 0.1]),

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
} as const satisfies Record<Emotion, Feeling> & Record<string, Feeling>

export type FeelingId = keyof typeof FEELINGS
