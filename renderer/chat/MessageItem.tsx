import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../electron/contract/index.ts'
import { useCompanionState } from '../client/index.ts'
import { EmotionMark } from '../ui/EmotionMark.tsx'
import { formatWhen } from '../ui/format.ts'
import { useLocale } from '../ui/use-language.ts'
import { Markdown } from './Markdown.tsx'
import { Remembered } from './Remembered.tsx'
import { ReplyActions } from './ReplyActions.tsx'
import { ReplyStatus } from './ReplyStatus.tsx'

interface MessageItemProps {
  readonly message: Message
  /** Its place among the loaded messages, and how many there are (-1: not known), for screen readers. */
  readonly index: number
  readonly setSize: number
  /** Whether nothing was said after it. */
  readonly latest: boolean
  /** Where it stands in the list, in pixels. */
  readonly top: number
  readonly ref: Ref<HTMLElement>
}

export function MessageItem({ message, index, setSize, latest, top, ref }: MessageItemProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const when = formatWhen(message.createdAt, Date.now(), locale)
  const mine = message.role === 'user'
  return (
    <article
      ref={ref}
      className={`message ${message.role}`}
      data-index={index}
      data-status={message.status}
      aria-posinset={index + 1}
      aria-setsize={setSize}
      aria-label={`${mine ? t('chat.you') : 'Kira'} · ${when}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      {mine ? (
        <p className="speech" dir="auto" title={when}>
          {message.text}
        </p>
      ) : (
        <Reply message={message} latest={latest} when={when} />
      )}
    </article>
  )
}

function Reply({ message, latest, when }: { message: Message; latest: boolean; when: string }) {
  const streaming = message.status === 'streaming'
  return (
    <div className="speech" title={when}>
      <EmotionMark emotion={message.emotion} />
      {message.text ? <Markdown text={message.text} /> : streaming && <Awaited />}
      <ReplyStatus message={message} />
      <Remembered lines={message.recalled} />
      {!streaming && <ReplyActions message={message} latest={latest} />}
    </div>
  )
}

/** What a reply waits for that has not begun. */
function Awaited() {
  const { t } = useTranslation()
  const phase = useCompanionState((state) => state.model.phase)
  const isLoading = phase === 'loading' || phase === 'restarting'
  const what = isLoading ? 'waitsForLoad' : phase === 'resting' ? 'waitsForWake' : 'thinking'
  return <p className="small">{t(`chat.${what}`)}</p>
}
