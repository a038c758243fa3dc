/** How a mood looks while nothing is being said. */
import type { Emotion } from '../contract/index.ts'
import type { Mood } from './mood.ts'
import { inCube, reach } from './place.ts'
import { FEELINGS } from './table.ts'

/** The most that a mood shows of a face: what she feels just now lies over it. */
const MAX_WEIGHT = 0.35

/** Surprise and disgust are about something and pass; nobody rests in them. */
const PLEASANT = ['happy', 'relaxed'] as const satisfies Emotion[]
const UNPLEASANT = ['sad', 'angry', 'fear'] as const satisfies Emotion[]

/**
 * The face that lies under all others, with its weight, 0…0.35. Valence says how much there is to see, so that the face
 * fades out before it changes sides; the whole mood says which one.
 */
export function restingFace(mood: Mood): { emotion: Emotion; weight: number } {
  const place = inCube(mood)
  if (place.valence === 0) return { emotion: 'neutral', weight: 0 }
  const faces: readonly Emotion[] = place.valence > 0 ? PLEASANT : UNPLEASANT
  const nearer = (a: Emotion, b: Emotion) => (reach(place, FEELINGS[b].place) > reach(place, FEELINGS[a].place) ? b : a)
  return { emotion: faces.reduce(nearer), weight: MAX_WEIGHT * Math.abs(place.valence) }
}

/** How much she moves while idle: 0 is as still as can be, ½ as ever, 1 unable to keep still. */
export function restlessness(mood: Mood): number {
  return (1 + inCube(mood).arousal) / 2
}
