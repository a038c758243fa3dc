import { useTranslation } from 'react-i18next'
import type { ModelState } from '../../electron/contract/index.ts'
import { useCompanionState } from '../client/index.ts'
import { formatDuration, formatNumber } from './format.ts'
import './model-line.css'
import { useLocale } from './use-language.ts'

type Loading = Extract<ModelState, { phase: 'loading' }>

/** Which mind answers, that it is on this computer, and how far it is loaded. */
export function ModelLine() {
  const model = useCompanionState((state) => state.model)
  const text = useModelText(model)
  return (
    <div className="model-line">
      <span className="dot" data-phase={model.phase} aria-hidden="true" />
      <span className="model-line-text" dir="auto">
        {text}
        {model.phase === 'loading' && <LoadProgress model={model} label={text} />}
      </span>
    </div>
  )
}

function LoadProgress({ model: { step, progress, secondsLeft }, label }: { model: Loading; label: string }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const doing = t(`model.step.${step}`)
  return (
    <>
      <progress className="progress" value={progress} aria-label={label} />
      <span className="model-line-step">
        {secondsLeft === null ? doing : t('model.left', { step: doing, time: formatDuration(secondsLeft, locale) })}
      </span>
    </>
  )
}

function useModelText(model: ModelState): string {
  const { t } = useTranslation()
  const locale = useLocale()
  switch (model.phase) {
    case 'unloaded':
      return t('model.unloaded')
    case 'resting':
      return t('model.resting')
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
