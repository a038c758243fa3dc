import { type Action, type CompanionState, INITIAL_STATE, reduce } from './state.ts'

/** The state of a page, with those who watch it. The shape is that of React's `useSyncExternalStore`. */
export interface Store {
  get(): CompanionState
  /** Calls back after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void
  dispatch(action: Action): void
}

export function createStore(initial: CompanionState = INITIAL_STATE): Store {
  const listeners = new Set<() => void>()
  let state = initial
  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    dispatch(action) {
      const next = reduce(state, action)
      if (next === state) return
      state = next
      for (const listener of listeners) listener()
    },
  }
}
