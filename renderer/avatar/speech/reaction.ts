import { type Emotion, type Felt, NEUTRAL } from '../../../electron/contract/index.ts'

/** A listener's face is a light one: this part of what the user feels, and less of what is no comfort to see. */
const LIGHT = 0.4
const FAINT = 0.2

/**
 * What shows on her face while she listens: she is glad, sad and astonished with the user. Anger and fear concern her: they
 * show as a light sadness, whose raised brows look so, and never as anger at the user or as fear of them.
 */
const REACTIONS: Readonly<Record<Exclude<Emotion, 'neutral'>, readonly [face: Emotion, share: number]>> = {
  happy: ['happy', LIGHT],
  relaxed: ['relaxed', LIGHT],
  sad: ['sad', LIGHT],
  angry: ['sad', LIGHT],
  surprised: ['surprised', LIGHT],
  fear: ['sad', LIGHT],
  disgust: ['disgust', FAINT],
}

/** Her face for what the user seems to feel: the stronger that is, the more of it. None for neutral. */
export function reactionTo({ emotion, intensity }: Felt): Felt {
  if (emotion === 'neutral') return NEUTRAL
  const [face, share] = REACTIONS[emotion]
  return { emotion: face, intensity: share * intensity }
}
