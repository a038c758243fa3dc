/** What moved a mood, for those who look at its course. */
import { decay, moodAtRest, push, type TimedMoodEvent } from './mood.ts'
import type { Personality } from './personality.ts'
import { between, lengthOf, type Place } from './place.ts'

export interface Mover<E extends TimedMoodEvent> {
  /** As it was given, with whatever else it carries. */
  readonly event: E
  /** By how much it changed each dimension. */
  readonly moved: Place
  /** The length of that way. */
  readonly size: number
}

export interface MoversWindow {
  /** Ms since the epoch, both included. */
  readonly from: number
  readonly to: number
  readonly personality: Personality
  /** How many, at most. */
  readonly limit?: number
}

/**
 * The events of a window that moved the mood most, each at its own moment; the greatest first, equal ones in the order
 * of time. Events before the window are lived through too, from rest, and so decide how much room there was to move.
 */
export function whatMovedIt<E extends TimedMoodEvent>(
  events: readonly E[],
  { from, to, personality, limit = 3 }: MoversWindow,
): Mover<E>[] {
  const past = events.filter(({ at }) => Number.isFinite(at) && at <= to).toSorted((a, b) => a.at - b.at)
  const movers: Mover<E>[] = []
  let mood = moodAtRest(personality, past[0]?.at ?? from)
  for (const event of past) {
    const before = decay(mood, event.at, personality)
    mood = push(before, event, event.at, personality)
    const moved = between(before, mood)
    const size = lengthOf(moved)
    if (event.at >= from && size > 0) movers.push({ event, moved, size })
  }
  return movers.toSorted((a, b) => b.size - a.size).slice(0, limit)
}
