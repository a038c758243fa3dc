/**
 * Her mood: slow, moved by what both sides feel, and drawn back by time to where her personality rests. The three layers
 * (emotion, mood, personality), and that an emotion pulls the mood towards its own place, are those of ALMA (Gebhard,
 * “ALMA: a layered model of affect”, 2005); the space is Russell and Mehrabian's, see table.ts. Unlike in ALMA,
 * an emotion never pushes the mood beyond its own place.
 */
import { DEFAULT_HALF_LIFE_MINUTES, type Personality } from './personality.ts'
import { clamp, eachDimension, inCube, type Place } from './place.ts'
import { FEELINGS, type FeelingId } from './table.ts'

export interface Mood extends Place {
  /** The moment for which this holds, in ms since the epoch. */
  readonly at: number
}

/** Something that somebody feels. */
export interface MoodEvent {
  readonly who: 'user' | 'kira'
  readonly emotion: FeelingId
  /** 0…1 */
  readonly intensity: number
}

/** Something felt, and when: ms since the epoch. */
export interface TimedMoodEvent extends MoodEvent {
  readonly at: number
}

/**
 * How much of the way to a feeling's place one event of full intensity goes. Her own move her most: five or six bring
 * her half-way. The user's pull her along, by sympathy: it takes twice as many of them.
 */
const STRENGTH: Readonly<Record<MoodEvent['who'], number>> = { kira: 0.12, user: 0.06 }

const MS_PER_MINUTE = 60_000

export function moodAtRest(personality: Personality, now: number): Mood {
  return { ...inCube(personality), at: now }
}

/**
 * The mood later, if nothing happens: an exact exponential, so it makes no difference how often one looks. `now`: ms
 * since the epoch; if it lies before the mood (the clock was set back), the mood stays as it is.
 */
export function decay(mood: Mood, now: number, personality: Personality): Mood {
  const until = finite(now) ?? finite(mood.at) ?? 0
  const since = finite(mood.at) ?? until
  const left = 0.5 ** (Math.max(0, until - since) / (halfLifeMinutes(personality) * MS_PER_MINUTE))
  const felt = inCube(mood)
  const rest = inCube(personality)
  const place = eachDimension((dimension) => felt[dimension] * left + rest[dimension] * (1 - left))
  return { ...inCube(place), at: Math.max(since, until) }
}

/**
 * The mood after something was felt at `now`. A dimension moves towards the feeling's place and never beyond it, so
 * however much joy makes nobody happier than happy; one that is beyond it already stays, so a small joy spoils no great
 * one. The mood then holds for `now`, even if the clock was set back: otherwise it would stand still until the clock
 * has caught up.
 */
export function push(mood: Mood, event: MoodEvent, now: number, personality: Personality): Mood {
  const before = decay(mood, now, personality)
  const { place } = FEELINGS[event.emotion]
  const share = STRENGTH[event.who] * (Number.isNaN(event.intensity) ? 0 : clamp(event.intensity, 0, 1))
  const after = eachDimension((dimension) => before[dimension] + share * wayTo(place[dimension], before[dimension]))
  return { ...inCube(after), at: finite(now) ?? before.at }
}

/** The mood that a talk leaves her in. `events`: what was felt in it, in the order in which it was felt. */
export function moodAfter(events: readonly TimedMoodEvent[], now: number, personality: Personality): Mood {
  const rest = moodAtRest(personality, events[0]?.at ?? now)
  const felt = events.reduce((mood, event) => push(mood, event, event.at, personality), rest)
  return decay(felt, now, personality)
}

/** After how many ms nothing of a mood is left: ten half-lives, which leave a thousandth. */
export const moodLifetime = (personality: Personality): number => 10 * halfLifeMinutes(personality) * MS_PER_MINUTE

/** How far it is to a value on the same side of 0 or from the other side; 0 if that is passed. */
function wayTo(target: number, value: number): number {
  if (target > 0) return Math.max(0, target - value)
  return target < 0 ? Math.min(0, target - value) : 0
}

function halfLifeMinutes({ halfLifeMinutes }: Personality): number {
  const minutes = finite(halfLifeMinutes ?? DEFAULT_HALF_LIFE_MINUTES)
  return minutes !== undefined && minutes > 0 ? minutes : DEFAULT_HALF_LIFE_MINUTES
}

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined)
