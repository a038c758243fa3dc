/** What is looked back upon, in milliseconds. */
const WINDOW = 5000
/** Before that nobody can tell, in milliseconds. */
const SOONEST = 500

/** More often than that nothing is noted, in milliseconds. */
const OFTEN = 100

/** How fast bytes come, over the last seconds. */
export interface Speed {
  /** To be told now and then how many there are by now. */
  mark(bytes: number): void
  /** Bytes a second; null while nobody can tell. */
  perSecond(): number | null
  /** Forgets what was. */
  reset(): void
}

export function createSpeed(clock: () => number): Speed {
  let marks: { at: number; bytes: number }[] = []
  return {
    mark(bytes) {
      const at = clock()
      const last = marks.at(-1)
      if (last && at >= last.at && at - last.at < OFTEN) return
      // What was begun anew, or a clock that was set, makes what was known worthless.
      if (marks.some((mark) => mark.bytes > bytes || mark.at > at)) marks = []
      marks = [...marks.filter((mark) => at - mark.at <= WINDOW), { at, bytes }]
    },
    perSecond() {
      const [first] = marks
      const last = marks.at(-1)
      if (!first || !last || last.at - first.at < SOONEST) return null
      return ((last.bytes - first.bytes) * 1000) / (last.at - first.at)
    },
    reset() {
      marks = []
    },
  }
}
