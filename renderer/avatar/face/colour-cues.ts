import { EMOTIONS, type Emotion } from '../../../electron/contract/index.ts'
import { only, UNSEEN, type Weights } from './weights.ts'

/** How much of her an emotion colours, 0…1, for those that no expression of the avatar shows. They sum to at most 1. */
export type Cues = Readonly<Partial<Record<Emotion, number>>>

// Cues rise and fall with all other weights, under names that no file's expression can take the place of: a line break.
const PREFIX = 'cue\n'

export const cueName = (emotion: Emotion): string => PREFIX + emotion

export const withoutCues = (weights: Weights): Weights => only(weights, (name) => !name.startsWith(PREFIX))

export const cuesOf = (weights: Weights): Cues =>
  Object.fromEntries(
    EMOTIONS.flatMap((emotion) => {
      const weight = weights[cueName(emotion)] ?? 0
      return weight > UNSEEN ? [[emotion, weight]] : []
    }),
  )
