import { useCompanion, useCompanionState } from '../../client/index.ts'
import { useAction } from '../use-action.ts'

/** A model that can be chosen. */
export interface ModelUse {
  readonly isUsed: boolean
  /** Why it could not be chosen. */
  readonly problem: string | undefined
  use(): void
}

/**
 * Chooses the model at a path; null is the one that ships with Kira.
 * @param usedAs another path that leads there, and was chosen when somebody last looked
 */
export function useModel(path: string | null, usedAs: string | null): ModelUse {
  const { call } = useCompanion()
  const chosen = useCompanionState((state) => state.settings.model.path)
  const isUsed = chosen === path || (chosen !== null && chosen === usedAs)
  const { problem, run } = useAction()
  return {
    isUsed,
    problem,
    use: () => {
      if (!isUsed) void run(() => call.settings.change({ model: { path } }))
    },
  }
}
