import type { After } from '../../electron/llm/local/patience.ts'

/** Time that passes when a test says so. */
export function playTime() {
  let now = 0
  const waits = new Set<{ readonly at: number; readonly work: () => void }>()

  const after: After = (ms, work) => {
    const wait = { at: now + ms, work }
    waits.add(wait)
    return () => void waits.delete(wait)
  }

  function end(wait: { readonly work: () => void }): void {
    for (const each of waits) if (each === wait) waits.delete(each)
    wait.work()
  }

  return {
    after,
    /** How many wait for something. */
    get waits() {
      return waits.size
    },
    /** Lets so many milliseconds pass, one after another. */
    pass(ms: number) {
      const until = now + ms
      for (;;) {
        const [next] = [...waits].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)
        if (next === undefined) break
        now = next.at
        end(next)
      }
      now = until
    },
    /** Lets them pass at once, as they have after a sleep: what was due meanwhile comes now. */
    jump(ms: number) {
      now += ms
      for (const wait of [...waits]) if (wait.at <= now) end(wait)
    },
  }
}
