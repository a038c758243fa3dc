/**
 * Personality, as far as it shows in a mood: where it rests when nothing happens. Mehrabian calls this temperament, the
 * average emotional state over the situations of a life (“Pleasure-arousal-dominance: A general framework for describing
 * and measuring individual differences in temperament”, 1996).
 */
import type { Place } from './place.ts'

/** The resting point of a mood. */
export interface Personality extends Place {
  /** In how many minutes half of a mood is gone; above 0. */
  readonly halfLifeMinutes?: number
}

export const DEFAULT_HALF_LIFE_MINUTES = 30

function restingAt(valence: number, arousal: number, dominance: number): Personality {
  return { valence, arousal, dominance }
}

/** Columns: valence, arousal, dominance. In brackets: Mehrabian's name for that octant. */
export const PERSONALITIES = {
  even: restingAt(0, 0, 0),
  /** [exuberant] */
  cheerful: restingAt(0.3, 0.2, 0.2),
  /** [relaxed] */
  serene: restingAt(0.3, -0.2, 0.2),
  /** [docile] */
  gentle: restingAt(0.3, -0.2, -0.2),
  /** [anxious] */
  shy: restingAt(-0.1, 0.1, -0.3),
  /** [hostile], but little of it */
  grumpy: restingAt(-0.2, 0.1, 0.2),
} as const satisfies Record<string, Personality>
