import { useTranslation } from 'react-i18next'
import type { Message } from '../../electron/contract/index.ts'
import { useCompanionState } from '../client/index.ts'
import { useFailureText } from '../ui/use-language.ts'

/** Why a reply is not whole, where it is not. */
export function ReplyStatus({ message: { id, status } }: { message: Message }) {
  const { t } = useTranslation()
  const failure = useCompanionState((state) => state.failures[id])
  const failureText = useFailureText()
  if (status === 'complete' || status === 'streaming') return null
  return <p className={`reply-status ${status}`}>{failure ? failureText(failure) : t(`status.${status}`)}</p>
}
