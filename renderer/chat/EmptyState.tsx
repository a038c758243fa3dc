import { useTranslation } from 'react-i18next'

export function EmptyState() {
  const { t } = useTranslation()
  return (
    <div className="empty-state">
      <span className="dot glowing" data-emotion="neutral" aria-hidden="true" />
      <h2>{t('chat.emptyTitle')}</h2>
      <p>{t('chat.emptyText')}</p>
    </div>
  )
}
