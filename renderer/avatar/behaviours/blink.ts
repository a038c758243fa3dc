import { between } from '../math.ts'

const SHUTTING_SECONDS = 0.07
const OPENING_SECONDS = 0.16
const PAUSE_IN_DOUBLE_SECONDS = 0.1
/** One blink in six is a double one. */
const DOUBLE_CHANCE = 1 / 6
/** After a blink, no glance brings another one for so long. */
const REST_SECONDS = 1

export interface Blink {
  /** 0 is open, 1 is shut. */
  readonly closed: number
  /** Blinks with a large gaze shift, as people do, unless she just has. */
  glance(): void
  /** `delta`: seconds. */
  update(delta: number): void
}

/** Shuts her eyes for a moment every 2 to 10 seconds. `random` gives 0…1. */
export function createBlink(random: () => number): Blink {
  let wait = between(random, 2, 10)
  /** Seconds since the lids began to move. */
  let time = Number.POSITIVE_INFINITY
  let again = false

  return {
    get closed() {
      if (time < SHUTTING_SECONDS) return time / SHUTTING_SECONDS
      return Math.max(0, 1 - (time - SHUTTING_SECONDS) / OPENING_SECONDS)
    },
    glance() {
      if (time < REST_SECONDS) return
      time = 0
      again = false
      wait = between(random, 2, 10)
    },
    update(delta) {
      time += delta
      wait -= delta
      while (wait <= 0) {
        // The part of the frame that was left when the lids began to move.
        time = -wait
        again = !again && random() < DOUBLE_CHANCE
        wait += again ? SHUTTING_SECONDS + OPENING_SECONDS + PAUSE_IN_DOUBLE_SECONDS : between(random, 2, 10)
      }
    },
  }
}
