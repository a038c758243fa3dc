/** What one side pushes, the other side iterates over, at its own pace. */
export interface Queue<T> extends AsyncIterable<T> {
  push(item: T): void
  /** No more will come; what was pushed is still handed out. */
  end(): void
}

export function createQueue<T>(): Queue<T> {
  const items: T[] = []
  let ended = false
  let wake = () => {}

  return {
    push(item) {
      items.push(item)
      wake()
    },
    end() {
      ended = true
      wake()
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        yield* items.splice(0)
        if (items.length > 0) continue
        if (ended) return
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}
