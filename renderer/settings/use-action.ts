import { useState } from 'react'
import { toKiraError } from '../../electron/contract/index.ts'
import { useFailureText } from '../ui/use-language.ts'

/** Does something and keeps what went wrong, in the user's language. */
export interface Action {
  /** Why the latest one failed; undefined where it did not. */
  readonly problem: string | undefined
  /** Resolves to whether it was done. */
  run(action: () => Promise<unknown>): Promise<boolean>
}

export function useAction(): Action {
  const failureText = useFailureText()
  const [problem, setProblem] = useState<string>()
  return {
    problem,
    async run(action) {
      try {
        await action()
        setProblem(undefined)
        return true
      } catch (error) {
        setProblem(failureText(toKiraError(error)))
        return false
      }
    },
  }
}
