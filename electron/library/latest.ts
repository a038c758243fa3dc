/**
 * Makes what takes a while answer for the moment it was asked at: who asks while an earlier answer is still being worked
 * out waits for the next one, together with all others who do.
 */
export function createLatest<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined
  let next: Promise<T> | undefined

  function begin(): Promise<T> {
    running = work().finally(() => {
      running = undefined
    })
    return running
  }

  return () => {
    if (running === undefined) return begin()
    next ??= running.then(again, again)
    return next
  }

  function again(): Promise<T> {
    next = undefined
    return begin()
  }
}
