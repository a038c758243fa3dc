/** Places in the cube of valence, arousal and dominance, each −1…1, and how they lie to each other. */
import type { FEELINGS, FeelingId } from './table.ts'

export type Place = (typeof FEELINGS)[FeelingId]['place']
type Dimension = keyof Place

export function eachDimension(value: (dimension: Dimension) => number): Place {
  return { valence: value('valence'), arousal: value('arousal'), dominance: value('dominance') }
}

/** The nearest place within the cube; a dimension that is not a number counts as 0. */
export function inCube(place: Place): Place {
  return eachDimension((dimension) => (Number.isNaN(place[dimension]) ? 0 : clamp(place[dimension], -1, 1)))
}

/** The way from one place to another. It may be longer than the cube is wide. */
export function between(from: Place, to: Place): Place {
  return eachDimension((dimension) => to[dimension] - from[dimension])
}

export function lengthOf({ valence, arousal, dominance }: Place): number {
  return Math.hypot(valence, arousal, dominance)
}

/** How far a place reaches in a direction; below 0 if it lies the other way. The direction's own length is no matter. */
export function reach(place: Place, direction: Place): number {
  const { valence, arousal, dominance } = direction
  return (place.valence * valence + place.arousal * arousal + place.dominance * dominance) / lengthOf(direction)
}

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
