import { useCallback, useEffect, useState } from 'react'
import { useCompanion } from '../../client/index.ts'

/** A list that the companion keeps. */
export interface Kept<T> {
  /** Null until the first answer. */
  readonly items: readonly T[] | null
  /** Asks for it again. */
  refresh(): Promise<void>
}

/** Asks for a list, and again whenever avatars or movements came or went. `ask` must stay the same. */
export function useKept<T>(ask: () => Promise<readonly T[]>): Kept<T> {
  const { events } = useCompanion()
  const [items, setItems] = useState<readonly T[] | null>(null)
  // Where it fails, the connection is gone; the next snapshot asks again.
  const refresh = useCallback(() => ask().then(setItems, () => {}), [ask])
  useEffect(() => {
    void refresh()
    return events.subscribe(({ type }) => {
      if (type === 'avatar-changed' || type === 'snapshot') void refresh()
    })
  }, [events, refresh])
  return { items, refresh }
}
