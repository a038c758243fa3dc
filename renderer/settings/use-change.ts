import type { SettingsPatch } from '../../electron/contract/index.ts'
import { useCompanion } from '../client/index.ts'
import { type Action, useAction } from './use-action.ts'

/** Changes settings and keeps what went wrong, in the user's language. */
export interface Change extends Pick<Action, 'problem'> {
  /** Resolves to whether the change was accepted. */
  apply(patch: SettingsPatch): Promise<boolean>
}

export function useChange(): Change {
  const { call } = useCompanion()
  const { problem, run } = useAction()
  return { problem, apply: (patch) => run(() => call.settings.change(patch)) }
}
