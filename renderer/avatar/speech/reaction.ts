import type { Emotion } from '../../../electron/contract/index.ts'

/** What shows on her face while she listens: she is glad and sad with the user, and worried by anger and fear. */
export const REACTIONS: Readonly<Record<Emotion, Emotion>> = {
  neutral: 'neutral',
  happy: 'happy',
  relaxed: 'relaxed',
  sad: 'sad',
  angry: 'sad',
  surprised: 'surprised',
  fear: 'sad',
  disgust: 'surprised',
}

/** A listener's face is a light one: this part of what the user feels. */
export const REACTION_SHARE = 0.4
