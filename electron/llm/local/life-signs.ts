/** Milliseconds between two looks: rare enough to cost nothing, and often enough for whoever waits a minute or more. */
const INTERVAL = 1000

/** Tells that work gets on, while there is some. */
export interface LifeSigns {
  during<T>(work: () => Promise<T>): Promise<T>
}

/**
 * Looks at how many tokens were evaluated, rather than whether the process still reacts: native code that hangs does so on
 * a thread of its own, and leaves JavaScript running.
 */
export function createLifeSigns(parts: {
  /** How many tokens were evaluated so far. */
  evaluated(): number
  tell(): void
  /** Calls back every so many milliseconds until the returned function is called. */
  every(ms: number, work: () => void): () => void
}): LifeSigns {
  const { evaluated, tell, every } = parts
  let works = 0
  let stop = () => {}

  function begin(): void {
    let known = evaluated()
    stop = every(INTERVAL, () => {
      const now = evaluated()
      if (now !== known) tell()
      known = now
    })
  }

  return {
    async during(work) {
      if (works === 0) begin()
      works += 1
      try {
        return await work()
      } finally {
        works -= 1
        if (works === 0) stop()
      }
    },
  }
}
