import { useTranslation } from 'react-i18next'
import { useCompanion, useCompanionState } from '../client/index.ts'
import { Button } from './Button.tsx'
import './notices.css'
import { useFailureText } from './use-language.ts'

/** What the user should know: a lost connection, and notices until they are dismissed. */
export function Notices() {
  const { t } = useTranslation()
  const { call } = useCompanion()
  const notices = useCompanionState((state) => state.notices)
  const connection = useCompanionState((state) => state.connection)
  const failureText = useFailureText()
  return (
    <div className="notices" role="status" aria-label={t('notice.list')}>
      {connection === 'lost' && (
        <div className="banner warning">
          <span>{failureText({ code: 'CONNECTION_LOST', data: {} })}</span>
        </div>
      )}
      {notices.map((notice) => (
        <div key={notice.id} className={`banner ${notice.level}`}>
          <span dir="auto">{failureText(notice)}</span>
          {/* Where it can't be dismissed, the connection is gone, and that is told already. */}
          <Button look="quiet" onClick={() => void call.notices.dismiss({ id: notice.id }).catch(() => {})}>
            {t('notice.dismiss')}
          </Button>
        </div>
      ))}
    </div>
  )
}
