import { type Action, type CompanionState, INITIAL_STATE, reduce } from './state.ts'

/**
 * How long changes are gathered before the page is told of them, in milliseconds: one frame. A model may say hundreds
 * of pieces a second, and a page that draws each of them has no time left for a click.
 */
const FRAME = 16

/** The state of a page, with those who watch it. The shape is that of React's `useSyncExternalStore`. */
export interface Store {
  get(): CompanionState
  /** Calls back once after the changes of a frame, until the returned function is called. */
  subscribe(listener: () => void): () => void
  dispatch(action: Action): void
}

export function createStore(): Store {
  const listeners = new Set<() => void>()
  let state = INITIAL_STATE
  let telling = false

  function tell(): void {
    telling = false
    for (const listener of listeners) listener()
  }

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
      if (!telling) setTimeout(tell, FRAME)
      telling = true
    },
  }
}
