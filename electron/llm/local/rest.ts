export type RestWhy = 'asked' | 'full-screen'

/** A time in which the model's memory belongs to others. */
export interface Rest {
  /** Null while there is none. */
  readonly why: RestWhy | null
  /** Begins one. @returns whether it is still that one */
  begin(why: RestWhy): () => boolean
  /** One that is asked for outlasts one for a game. */
  goOn(why: RestWhy): void
  /** Resolves when there is none, or no longer. */
  over(): Promise<void>
  end(): void
}

export function createRest(): Rest {
  let current: { why: RestWhy; readonly woken: PromiseWithResolvers<void> } | undefined
  return {
    get why() {
      return current?.why ?? null
    },
    begin(why) {
      const begun = { why, woken: Promise.withResolvers<void>() }
      current = begun
      return () => current === begun
    },
    goOn(why) {
      if (current !== undefined && why === 'asked') current.why = why
    },
    async over() {
      await current?.woken.promise
    },
    end() {
      const ended = current
      current = undefined
      ended?.woken.resolve()
    },
  }
}
