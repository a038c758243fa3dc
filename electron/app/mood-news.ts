import { isDeepStrictEqual } from 'node:util'
import type { CompanionEvent, ShownMood } from '../contract/index.ts'

export interface MoodNews {
  /** To be called with each event, after the windows were told of it. */
  follow(event: CompanionEvent): void
  dispose(): void
}

export interface MoodNewsParts {
  /** Her mood in the open session at this moment. */
  mood(): ShownMood
  publish(event: CompanionEvent): void
  /** Calls back each minute until the returned function is called. */
  readonly everyMinute: (work: () => void) => () => void
  logError(error: unknown, what: string): void
}

/**
 * Tells the windows how her mood is: when a message was added, a reply has ended or another session was opened, and then
 * each minute, as long as time draws it back.
 */
export function createMoodNews({ mood, publish, everyMinute, logError }: MoodNewsParts): MoodNews {
  let told: ShownMood | undefined

  function tell(always: boolean): void {
    try {
      const now = mood()
      if (!always && isDeepStrictEqual(now, told)) return
      told = now
      publish({ type: 'mood-changed', mood: now })
    } catch (error) {
      // A mood that can't be read must not stop a talk.
      logError(error, 'her mood')
    }
  }

  const dispose = everyMinute(() => tell(false))
  return {
    follow({ type }) {
      // A message that was added changes its session, too.
      if (type === 'session-changed' || type === 'reply-end') tell(true)
    },
    dispose,
  }
}

/** In real time. Never keeps the process alive. */
export function everyMinute(work: () => void): () => void {
  const timer = setInterval(work, 60_000).unref()
  return () => clearInterval(timer)
}
