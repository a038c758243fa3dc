import { useTranslation } from 'react-i18next'
import type { LoadedModel } from '../../../electron/contract/index.ts'
import { useCompanionState } from '../../client/index.ts'
import { formatDuration, formatNumber } from '../../ui/format.ts'
import { ModelAction } from '../../ui/ModelAction.tsx'
import { ModelLine } from '../../ui/ModelLine.tsx'
import { useFailureText, useLocale } from '../../ui/use-language.ts'
import { Facts } from '../parts/Facts.tsx'
import { Reasons } from './Reasons.tsx'

/** How the model is doing right now, what came of loading it and why, and what can be done about it. */
export function Now() {
  const { t } = useTranslation()
  const model = useCompanionState((state) => state.model)
  const chosen = useCompanionState((state) => state.settings.model.path)
  const isStarter = chosen === null && (model.phase !== 'ready' || model.model.starter)
  const failureText = useFailureText()
  return (
    <div className="card model-now">
      <div className="card-head">
        <ModelLine />
        <ModelAction />
      </div>
      <div role="status">
        {model.phase === 'failed' && (
          <p className="field-problem" dir="auto">
            {failureText(model.failure)}
          </p>
        )}
        {model.phase === 'resting' && (
          <p className="small">{t(model.why === 'asked' ? 'models.restsAsked' : 'models.restsFullScreen')}</p>
        )}
      </div>
      {isStarter && <p>{t('models.starterHint')}</p>}
      {model.phase === 'ready' && <Loaded model={model.model} />}
    </div>
  )
}

function Loaded({ model }: { model: LoadedModel }) {
  const { t } = useTranslation()
  const locale = useLocale()
  return (
    <>
      <Facts
        facts={[
          [t('models.runsOn'), useRunsOn(model)],
          [t('models.profileName'), t(`models.profileChoice.${model.profile}`)],
          [t('models.context'), t('models.tokens', { size: formatNumber(model.contextSize, locale) })],
          [t('models.threadCount'), formatNumber(model.threads, locale)],
          [t('models.templateName'), model.template],
          [t('models.file'), model.file],
          [t('models.loadedIn'), formatDuration(model.loadMs / 1000, locale)],
        ]}
      />
      <Reasons why={model.why} />
      <p className="small">{t('models.restHelp')}</p>
    </>
  )
}

/** Where its layers lie, and how many were asked for. */
function useRunsOn({ gpuLayers: got, totalLayers: total, askedLayers: asked, gpu }: LoadedModel): string {
  const { t } = useTranslation()
  if (got > 0) return t('models.onGpu', { got, total, asked, gpu: gpu ?? t('models.graphicsCard') })
  return asked > 0 ? t('models.notOnGpu', { asked, total }) : t('models.onProcessor')
}
