import { useState } from 'react'
import { type SettingsPatch, toKiraError } from '../../electron/contract/index.ts'
import { useCompanion } from '../client/index.ts'
import { useFailureText } from '../ui/use-language.ts'

/** Changes settings and keeps what went wrong, in the user's language. */
export interface Change {
  /** Why the latest change was refused; undefined where it was not. */
  readonly problem: string | undefined
  /** Resolves to whether the change was accepted. */
  apply(patch: SettingsPatch): Promise<boolean>
}

export function useChange(): Change {
  const { call } = useCompanion()
  const failureText = useFailureText()
  const [problem, setProblem] = useState<string>()
  return {
    problem,
    async apply(patch) {
      try {
        await call.settings.change(patch)
        setProblem(undefined)
        return true
      } catch (error) {
        setProblem(failureText(toKiraError(error)))
        return false
      }
    },
  }
}
