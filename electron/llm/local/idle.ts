/** Knows for how long nobody has used something. */
export interface Idle {
  /** It was used at this moment. */
  used(): void
  /** The same work; while it is under way, it is not idle. */
  during<T, R>(work: AsyncGenerator<T, R, void>): AsyncGenerator<T, R, void>
  dispose(): void
}

/** Looks each minute, so that a sleep of the machine and a change of settings are seen. */
export function watchIdle(options: {
  /** How long is idle; null is never. */
  minutes(): number | null
  everyMinute(work: () => void): () => void
  /** Milliseconds, from any origin. */
  now(): number
  /** Called each minute while it is idle. */
  onIdle(): void
}): Idle {
  const { now } = options
  let uses = 0
  let lastUse = now()

  const dispose = options.everyMinute(() => {
    const minutes = options.minutes()
    if (minutes !== null && uses === 0 && now() - lastUse >= minutes * 60_000) options.onIdle()
  })

  return {
    used() {
      lastUse = now()
    },
    async *during(work) {
      uses += 1
      try {
        return yield* work
      } finally {
        uses -= 1
        lastUse = now()
      }
    },
    dispose,
  }
}
