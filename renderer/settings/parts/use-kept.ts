import { useCallback, useEffect, useRef, useState } from 'react'
import { type CompanionEvent, type KiraError, toKiraError } from '../../../electron/contract/index.ts'
import { useCompanion } from '../../client/index.ts'
import { useFailureText } from '../../ui/use-language.ts'

/** What tells that avatars or movements came or went. */
export const AVATAR_CHANGED = ['avatar-changed'] as const

/** Something that the companion keeps, such as a list. */
export interface Kept<T> {
  /** Null until the first answer. */
  readonly kept: T | null
  /** Why there is none; null where it is only the connection, which is told elsewhere. */
  readonly problem: string | null
  /** Asks for it again. */
  refresh(): Promise<void>
}

/** Asks for something, and again at each event of `changes`. Both must stay the same. */
export function useKept<T>(ask: () => Promise<T>, changes: readonly CompanionEvent['type'][]): Kept<T> {
  const { events } = useCompanion()
  const failureText = useFailureText()
  const [kept, setKept] = useState<T | null>(null)
  const [failure, setFailure] = useState<KiraError | null>(null)
  const asked = useRef(0)
  const refresh = useCallback(async () => {
    const turn = ++asked.current
    try {
      const answer = await ask()
      // One that was asked for later may have come already.
      if (turn !== asked.current) return
      setKept(answer)
      setFailure(null)
    } catch (error) {
      if (turn !== asked.current) return
      const failed = toKiraError(error)
      // The next snapshot asks again.
      setFailure(failed.code === 'CONNECTION_LOST' ? null : failed)
    }
  }, [ask])
  useEffect(() => {
    void refresh()
    return events.subscribe(({ type }) => {
      if (type === 'snapshot' || changes.includes(type)) void refresh()
    })
  }, [events, refresh, changes])
  return { kept, problem: failure && failureText(failure), refresh }
}
