/** Knows for how long nobody has used something. */
export interface Idle {
  /** It was used at this moment. */
  used(): void
  /** The same work; while it is under way, it is not idle. */
  during<T, R>(work: AsyncGenerator<T, R, void>): AsyncGenerator<T, R, void>
  dispose(): void
}

/**
 * Counts whole minutes instead of reading a clock: while a laptop sleeps none pass, whatever its system's clocks make of
 * that, so that what was at hand before is at hand when it wakes.
 */
export function watchIdle(options: {
  /** How many minutes are idle; null is never. Asked each minute, as it may change. */
  minutes(): number | null
  /** Calls back each minute until the returned function is called. */
  everyMinute(work: () => void): () => void
  /** Called each minute while it is idle. */
  onIdle(): void
}): Idle {
  let uses = 0
  let wholeMinutes = 0
  /** The minute in which it was used last is none without use. */
  let usedInThisMinute = true

  const dispose = options.everyMinute(() => {
    wholeMinutes = uses > 0 || usedInThisMinute ? 0 : wholeMinutes + 1
    usedInThisMinute = uses > 0
    const enough = options.minutes()
    if (enough !== null && uses === 0 && wholeMinutes >= enough) options.onIdle()
  })

  return {
    used() {
      usedInThisMinute = true
    },
    async *during(work) {
      uses += 1
      try {
        return yield* work
      } finally {
        uses -= 1
        usedInThisMinute = true
      }
    },
    dispose,
  }
}
