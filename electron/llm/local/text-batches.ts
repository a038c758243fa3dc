/** Milliseconds between two batches: shorter than anybody sees, and long enough for a fast model to fill. */
const INTERVAL = 15

export interface TextBatches {
  push(text: string): void
  /** Hands out what is left. */
  end(): void
}

/**
 * Hands out pieces of text together where they come faster than anybody can see: each message to another process costs a
 * fast model as much as part of a token. What comes after a pause goes out at once.
 *
 * @param now milliseconds, from any origin
 */
export function createTextBatches(onBatch: (text: string) => void, now: () => number): TextBatches {
  let batch = ''
  let sentAt = -Infinity
  let timer: NodeJS.Timeout | undefined

  function send(): void {
    clearTimeout(timer)
    timer = undefined
    sentAt = now()
    const text = batch
    batch = ''
    if (text !== '') onBatch(text)
  }

  return {
    push(text) {
      batch += text
      const wait = sentAt + INTERVAL - now()
      if (wait <= 0) send()
      else timer ??= setTimeout(send, wait)
    },
    end: send,
  }
}
