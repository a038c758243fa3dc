const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * A terminal and npm each pass a Ctrl-C on, so one press may arrive twice: signals within so many milliseconds of the
 * first one are taken for the same.
 */
const SAME_PRESS = 500

/** What is used of `process`. */
interface SignalSource {
  on(signal: (typeof SIGNALS)[number], listener: () => void): unknown
}

/**
 * Calls `end` at the first signal that asks to end, and `exit` when it is done: with 0, for ending is what was asked
 * for. A second signal exits at once, with 1.
 *
 * @param clock milliseconds
 */
export function endOnSignals(
  end: () => Promise<void>,
  { exit, clock, signals }: { exit: (code: number) => void; clock: () => number; signals: SignalSource } = {
    exit: process.exit,
    clock: Date.now,
    signals: process,
  },
): void {
  let first: number | null = null
  for (const signal of SIGNALS) {
    signals.on(signal, () => {
      if (first === null) {
        first = clock()
        end().then(
          () => exit(0),
          () => exit(1),
        )
      } else if (clock() - first > SAME_PRESS) {
        exit(1)
      }
    })
  }
}
