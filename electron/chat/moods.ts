import type { Language, MoodHistory, ShownMood } from '../contract/index.ts'
import {
  type Mood,
  moodAfter,
  moodLifetime,
  moodWords,
  type Personality,
  restingFace,
  restlessness,
  type TimedMoodEvent,
  whatMovedIt,
} from '../emotion/index.ts'
import type { FeltMessage, Memory } from '../memory/port.ts'

const MINUTE = 60_000
/** How far back a history looks, and in which steps. Milliseconds. */
const HISTORY = 6 * 60 * MINUTE
const HISTORY_STEP = 5 * MINUTE

/**
 * Her mood in each session. None of it is stored: it follows from the messages, each of which moves it once, by its
 * leading emotion; so it is right after a restart, a crash, and a reply that was taken back.
 */
export interface Moods {
  /** As it shows. */
  shown(sessionId: string): ShownMood
  /** In words that follow “Kira is …”; null while she is as usual. */
  words(sessionId: string, language: Language): string | null
  history(sessionId: string): MoodHistory
}

export function createMoods(parts: {
  readonly memory: Pick<Memory, 'felt'>
  readonly personality: Personality
  /** Milliseconds since the Unix epoch. */
  readonly clock: () => number
}): Moods {
  const { memory, personality, clock } = parts
  const lifetime = moodLifetime(personality)

  /** What still counts for the moods from `since` on. */
  const felt = (sessionId: string, since: number) => memory.felt({ sessionId, since: since - lifetime }).map(toEvent)

  function moodNow(sessionId: string): Mood {
    const now = clock()
    return moodAfter(felt(sessionId, now), now, personality)
  }

  return {
    shown(sessionId) {
      const mood = moodNow(sessionId)
      const { emotion, weight } = restingFace(mood)
      const face = { emotion, weight: inHundredths(weight) }
      return {
        face: face.weight > 0 ? face : { emotion: 'neutral', weight: 0 },
        restlessness: inHundredths(restlessness(mood)),
        words: { en: moodWords(mood, 'en', personality), fr: moodWords(mood, 'fr', personality) },
      }
    },

    words: (sessionId, language) => moodWords(moodNow(sessionId), language, personality),

    history(sessionId) {
      const to = clock()
      const from = to - HISTORY
      const events = felt(sessionId, from)
      const moments = Array.from({ length: HISTORY / HISTORY_STEP + 1 }, (_, step) => from + step * HISTORY_STEP)
      const moodAt = (moment: number) =>
        moodAfter(
          events.filter(({ at }) => at <= moment),
          moment,
          personality,
        )
      return {
        points: moments.map((at) => ({ at, valence: inHundredths(moodAt(at).valence) })),
        movers: whatMovedIt(events, { from, to, personality }).map(({ event, moved }) => {
          const { messageId, role, text, at } = event
          return { messageId, role, text, at, change: inHundredths(moved.valence) }
        }),
      }
    },
  }
}

const toEvent = (message: FeltMessage): FeltMessage & TimedMoodEvent => ({
  ...message,
  who: message.role === 'user' ? 'user' : 'kira',
  at: message.createdAt,
})

/** Never −0. */
const inHundredths = (value: number): number => Math.round(value * 100) / 100 + 0
