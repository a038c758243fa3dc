import { useTranslation } from 'react-i18next'
import type { Download } from '../../../electron/contract/index.ts'
import { formatDuration, formatNumber, formatSize } from '../../ui/format.ts'
import { useLocale } from '../../ui/use-language.ts'

/** How far a model is on its way here. Screen readers hear of each phase, and read the rest when they like. */
export function DownloadProgress({ download }: { download: Download }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { name, phase, doneBytes, totalBytes, bytesPerSecond, secondsLeft, failure } = download
  const part = totalBytes > 0 ? doneBytes / totalBytes : 0
  const isRunning = phase === 'running'
  const numbers = [
    t('models.progress', { percent: formatNumber(part, locale, 'percent'), size: formatSize(totalBytes, locale) }),
    isRunning && bytesPerSecond !== null && t('models.speed', { size: formatSize(bytesPerSecond, locale) }),
    isRunning && secondsLeft !== null && t('models.left', { time: formatDuration(Math.ceil(secondsLeft), locale) }),
  ]
  return (
    <div className="download">
      <progress className="progress" value={part} aria-label={t('models.progressOf', { name })} />
      <p className="small">
        <span role="status">{t(isRunning && failure ? 'models.triesAgain' : `models.phase.${phase}`)}</span>
        {` · ${numbers.filter(Boolean).join(' · ')}`}
      </p>
    </div>
  )
}
