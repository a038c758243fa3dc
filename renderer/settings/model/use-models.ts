import { useEffect, useRef } from 'react'
import { useCompanionState } from '../../client/index.ts'
import { type Kept, useKept } from '../parts/use-kept.ts'

const CHANGES = ['models-changed', 'machine-known'] as const

/**
 * Asks for models, and again whenever some come or go, the machine becomes known, or settings change that a fit or the
 * search depends on. `ask` must stay the same.
 */
export function useModels<T>(ask: () => Promise<T>): Kept<T> {
  const models = useKept(ask, CHANGES)
  const { refresh } = models
  const wish = useCompanionState((state) => JSON.stringify(state.settings.model))
  const before = useRef(wish)
  useEffect(() => {
    if (before.current === wish) return
    before.current = wish
    void refresh()
  }, [wish, refresh])
  return models
}
