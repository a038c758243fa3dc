import { setTimeout as sleep } from 'node:timers/promises'

/** Another limit holds after so many milliseconds at the latest. */
const SLICE = 200
/** What comes at once, and what was slept too long and is made up for, at most: of what may come in a second. */
const AT_ONCE = 0.1

/** Holds a stream back. */
export interface Pace {
  /** How many bytes to take at once, so that they come evenly. */
  portion(): number
  /** Waits until as much may come as was taken. */
  wait(taken: number, signal: AbortSignal): Promise<void>
}

/**
 * Holds a stream back to a number of bytes a second.
 * @param limit bytes a second; null is as fast as can be. Asked anew all the time.
 */
export function createPace({ limit, clock }: { limit(): number | null; clock: () => number }): Pace {
  let owed = 0
  let last = clock()
  return {
    portion: () => Math.ceil((limit() ?? Number.POSITIVE_INFINITY) * AT_ONCE),
    async wait(taken, signal) {
      owed += taken
      for (let perSecond = limit(); perSecond !== null; perSecond = limit()) {
        const now = clock()
        owed = Math.max(owed - (perSecond * Math.max(0, now - last)) / 1000, -perSecond * AT_ONCE)
        last = now
        if (owed <= 0) return
        await sleep(Math.min((owed / perSecond) * 1000, SLICE), undefined, { signal })
      }
      owed = 0
      last = clock()
    },
  }
}
