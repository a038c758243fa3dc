import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Failure, MAX_MESSAGE_LENGTH, toKiraError } from '../../electron/contract/index.ts'
import { useCompanion, useCompanionState } from '../client/index.ts'
import { Button } from '../ui/Button.tsx'
import { formatNumber } from '../ui/format.ts'
import { useFailureText, useLocale } from '../ui/use-language.ts'
import './composer.css'
import { useDraft } from './use-draft.ts'
import { stopReply } from './use-stop.ts'

interface ComposerProps {
  readonly sessionId: string
  /** Whether she is answering: the next message waits until she has finished. */
  readonly replying: boolean
}

/** Where the user writes. Enter sends, Shift+Enter breaks the line; a message that could not be sent comes back. */
export function Composer({ sessionId, replying }: ComposerProps) {
  const { t } = useTranslation()
  const companion = useCompanion()
  const failureText = useFailureText()
  const input = useRef<HTMLTextAreaElement>(null)
  const [draft, setDraft] = useDraft(sessionId)
  const [failure, setFailure] = useState<Pick<Failure, 'code' | 'data'> | null>(null)
  const [sending, setSending] = useState(false)
  const connected = useCompanionState((state) => state.connection === 'open')
  const fits = draft.trim() !== '' && draft.length <= MAX_MESSAGE_LENGTH
  const sendable = fits && connected && !replying && !sending

  // Whoever opens a conversation means to write.
  useEffect(() => input.current?.focus(), [])

  async function send(): Promise<void> {
    input.current?.focus()
    if (!sendable) return
    setSending(true)
    setFailure(null)
    setDraft('')
    try {
      await companion.call.chat.send({ text: draft, sessionId })
    } catch (error) {
      const failed = toKiraError(error).toFailure()
      // That the connection is gone is told above, for as long as it is.
      if (failed.code !== 'CONNECTION_LOST') setFailure(failed)
      setDraft((written) => (written ? `${draft}\n${written}` : draft))
    } finally {
      setSending(false)
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    // While an input method is composing, Enter chooses a candidate.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void send()
  }

  return (
    <div className="composer">
      {failure && (
        <p className="composer-failure" role="alert">
          {failureText(failure)}
        </p>
      )}
      <div className="composer-box">
        <textarea
          ref={input}
          rows={1}
          dir="auto"
          value={draft}
          placeholder={t('chat.placeholder')}
          aria-label={t('chat.inputLabel')}
          aria-describedby="composer-help"
          aria-invalid={draft.length > MAX_MESSAGE_LENGTH}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {replying && <Button onClick={() => void stopReply(companion)}>{t('chat.stop')}</Button>}
        <Button look="primary" disabled={!sendable} onClick={() => void send()}>
          {t('chat.send')}
        </Button>
      </div>
      <p id="composer-help" className="visually-hidden">
        {t('chat.inputHelp')}
      </p>
      <LengthHint length={draft.length} />
    </div>
  )
}

/** Tells the limit once a message comes near it. */
function LengthHint({ length }: { length: number }) {
  const { t } = useTranslation()
  const locale = useLocale()
  if (length < MAX_MESSAGE_LENGTH * 0.9) return null
  return (
    <p className="length-hint small" data-over={length > MAX_MESSAGE_LENGTH} role="status">
      {t('chat.count', { length: formatNumber(length, locale), limit: formatNumber(MAX_MESSAGE_LENGTH, locale) })}
    </p>
  )
}
