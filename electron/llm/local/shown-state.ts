import { basename } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { KiraError, LoadedModel, ModelState } from '../../contract/index.ts'
import type { ModelChoice } from '../port.ts'
import { createListeners, type Listeners } from './listeners.ts'
import type { LoadProgress } from './load-progress.ts'
import type { RestWhy } from './rest.ts'

/** The model's state, as everybody sees it. */
export interface ShownState {
  readonly now: ModelState
  /** Tells each change. */
  onChange: Listeners<ModelState>['add']
  unloaded(): void
  resting(why: RestWhy): void
  /** @param isRestart whether it is only what had died, once more */
  starting(choice: ModelChoice, isRestart: boolean): void
  /** Nothing to be seen of a restart. */
  progressed(progress: LoadProgress): void
  ready(model: LoadedModel): void
  /** @returns the error */
  failed(choice: ModelChoice, error: KiraError): KiraError
}

export function createShownState(): ShownState {
  let now: ModelState = { phase: 'unloaded' }
  const listeners = createListeners<ModelState>()

  function set(next: ModelState): void {
    if (isDeepStrictEqual(next, now)) return
    now = next
    listeners.tell(next)
  }

  return {
    get now() {
      return now
    },
    onChange: listeners.add,
    unloaded: () => set({ phase: 'unloaded' }),
    resting: (why) => set({ phase: 'resting', why }),
    starting({ path }, isRestart) {
      const file = basename(path)
      if (isRestart) set({ phase: 'restarting', file })
      else set({ phase: 'loading', file, step: 'starting', progress: 0, secondsLeft: null })
    },
    progressed(progress) {
      if (now.phase === 'loading') set({ phase: 'loading', file: now.file, ...progress })
    },
    ready: (model) => set({ phase: 'ready', model }),
    failed({ path }, error) {
      set({ phase: 'failed', file: basename(path), failure: error.toFailure() })
      return error
    },
  }
}
