import type { Download } from '../contract/index.ts'

/** Tells how the downloads go, and not too often. */
export interface News {
  list(): Download[]
  onChange(listener: (downloads: Download[]) => void): () => void
  /** Something changed: the listeners are told now, or as soon as the last time is long enough ago. */
  tell(): void
  dispose(): void
}

/** @param every milliseconds between two times, at least */
export function createNews(list: () => Download[], every: number): News {
  const listeners = new Set<(downloads: Download[]) => void>()
  let resting: NodeJS.Timeout | undefined
  let more = false

  function tell(): void {
    more = resting !== undefined
    if (more) return
    resting = setTimeout(() => {
      resting = undefined
      if (more) tell()
    }, every).unref()
    const downloads = list()
    for (const listener of listeners) listener(downloads)
  }

  return {
    list,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell,
    dispose() {
      clearTimeout(resting)
      listeners.clear()
    },
  }
}
