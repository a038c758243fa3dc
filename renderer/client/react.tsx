import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'
import type { Companion } from './companion.ts'
import type { CompanionState } from './state.ts'

const Context = createContext<Companion | null>(null)

export function CompanionProvider({ companion, children }: { companion: Companion; children: ReactNode }) {
  return <Context value={companion}>{children}</Context>
}

/** The companion of this page: her calls and events. */
export function useCompanion(): Companion {
  const companion = useContext(Context)
  if (!companion) throw new Error('useCompanion needs a <CompanionProvider> above it.')
  return companion
}

/** A part of the companion's state, kept up to date. `select` must return a part that is there, not a new object. */
export function useCompanionState<T>(select: (state: CompanionState) => T): T {
  const { state } = useCompanion()
  return useSyncExternalStore(state.subscribe, () => select(state.get()))
}
