/** Calls back after so many milliseconds, unless the returned function is called first. */
export type After = (ms: number, work: () => void) => () => void

/** In real time. Never keeps the process alive. */
export const afterRealTime: After = (ms, work) => {
  const timer = setTimeout(work, ms).unref()
  return () => clearTimeout(timer)
}

/** Waits for something that may never come. */
export interface Patience {
  /** From now on for so many milliseconds, whatever was left of an earlier wait. */
  wait(ms: number): void
  /** It came. */
  end(): void
}

/** @param onOver called where a wait was too long */
export function createPatience(after: After, onOver: () => void): Patience {
  let end = () => {}
  return {
    wait(ms) {
      end()
      end = after(ms, onOver)
    },
    end: () => end(),
  }
}
