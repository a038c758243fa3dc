import { useTranslation } from 'react-i18next'
import type { ModelState } from '../../electron/contract/index.ts'
import { useCompanionState } from '../client/index.ts'
import { formatNumber } from './format.ts'
import './model-line.css'
import { useLocale } from './use-language.ts'

/** Which mind answers, that it is on this computer, and how far it is loaded. */
export function ModelLine() {
  const model = useCompanionState((state) => state.model)
  const text = useModelText(model)
  return (
    <div className="model-line">
      <span className="dot" data-phase={model.phase} aria-hidden="true" />
      <span className="model-line-text" dir="auto">
        {text}
        {model.phase === 'loading' && <progress className="progress" value={model.progress} aria-label={text} />}
      </span>
    </div>
  )
}

function useModelText(model: ModelState): string {
  const { t } = useTranslation()
  const locale = useLocale()
  switch (model.phase) {
    case 'unloaded':
      return t('model.unloaded')
    case 'loading':
      return t('model.loading', { file: model.file, percent: formatNumber(model.progress, locale, 'percent') })
    case 'ready':
      return model.model.starter ? t('model.starter') : t('model.local', { name: model.model.name })
    case 'restarting':
      return t('model.restarting', { file: model.file })
    case 'failed':
      return t('model.failed')
    default:
      return model satisfies never
  }
}
