import { useTranslation } from 'react-i18next'
import type { LoadedModel } from '../../electron/contract/index.ts'
import { useCompanion, useCompanionState } from '../client/index.ts'
import { Button } from '../ui/Button.tsx'
import { formatNumber } from '../ui/format.ts'
import { ModelLine } from '../ui/ModelLine.tsx'
import { useFailureText, useLocale } from '../ui/use-language.ts'

/** How the model is doing right now, and what that means on this computer. */
export function ModelCard() {
  const { t } = useTranslation()
  const { call } = useCompanion()
  const model = useCompanionState((state) => state.model)
  const failureText = useFailureText()
  return (
    <section className="model-card" aria-label={t('settings.state')}>
      <ModelLine />
      {model.phase === 'ready' && <Facts model={model.model} />}
      {model.phase === 'failed' && (
        <>
          <p className="field-problem" dir="auto">
            {failureText(model.failure)}
          </p>
          {/* A load that fails again arrives as a change of the model's state. */}
          <Button onClick={() => void call.model.load().catch(() => {})}>{t('model.tryAgain')}</Button>
        </>
      )}
    </section>
  )
}

function Facts({ model }: { model: LoadedModel }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { file, gpuLayers: gpu, totalLayers: total } = model
  const layers = gpu === 0 ? 'layersNone' : gpu < total ? 'layersSome' : 'layersAll'
  return (
    <p className="model-facts small">
      {t('settings.facts', {
        file,
        layers: t(`settings.${layers}`, { gpu, total }),
        size: formatNumber(model.contextSize, locale),
      })}
    </p>
  )
}
