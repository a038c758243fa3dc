import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Failure, type Message, toKiraError } from '../../electron/contract/index.ts'
import { useCompanion } from '../client/index.ts'
import { IconButton } from '../ui/Button.tsx'
import { CopyIcon, RetryIcon } from '../ui/icons.tsx'
import { useFailureText } from '../ui/use-language.ts'

/** Copy a reply; have the latest one said again. What came of it is said. */
export function ReplyActions({ message, latest }: { message: Message; latest: boolean }) {
  const { t } = useTranslation()
  const { call } = useCompanion()
  const failureText = useFailureText()
  const [outcome, setOutcome] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)

  const copy = () =>
    navigator.clipboard.writeText(message.text).then(
      () => setOutcome(t('chat.copied')),
      () => setOutcome(t('chat.copyFailed')),
    )
  const retry = () =>
    call.chat.retry({ replyId: message.id }).catch((error) => setFailure(toKiraError(error).toFailure()))

  return (
    <>
      {failure && (
        <p className="reply-status failed" role="alert">
          {failureText(failure)}
        </p>
      )}
      <div className="reply-actions" data-latest={latest}>
        <span className="small" role="status">
          {outcome}
        </span>
        <IconButton label={t('chat.copy')} onClick={() => void copy()} onBlur={() => setOutcome('')}>
          <CopyIcon />
        </IconButton>
        {latest && (
          <IconButton label={t('chat.retry')} onClick={() => void retry()}>
            <RetryIcon />
          </IconButton>
        )}
      </div>
    </>
  )
}
