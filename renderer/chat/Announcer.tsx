import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../electron/contract/index.ts'
import { useCompanion } from '../client/index.ts'

/** Tells screen readers a reply once it is whole, not token by token. */
export function Announcer() {
  const { t } = useTranslation()
  const { events } = useCompanion()
  const [reply, setReply] = useState<Message | null>(null)
  useEffect(() => events.subscribe((event) => event.type === 'reply-end' && setReply(event.message)), [events])
  return (
    <div className="visually-hidden" role="status" aria-live="polite" data-testid="announcer">
      {reply && t('chat.spoken', { emotion: t(`emotion.${reply.emotion}`), text: reply.text })}
    </div>
  )
}
