import { useTranslation } from 'react-i18next'
import { useCompanion, useCompanionState } from '../client/index.ts'
import { Button } from '../ui/Button.tsx'
import { ModelAction } from '../ui/ModelAction.tsx'
import { useFailureText } from '../ui/use-language.ts'
import { openSettings } from '../ui/windows.ts'

/** Why her mind can't answer: it could not be loaded, or it rests; and the ways on. */
export function ModelBanner() {
  const { t } = useTranslation()
  const companion = useCompanion()
  const model = useCompanionState((state) => state.model)
  const failureText = useFailureText()
  if (model.phase === 'resting') {
    return (
      <div className="banner" role="status">
        <span>{t('model.restingBanner')}</span>
        <ModelAction />
      </div>
    )
  }
  if (model.phase !== 'failed') return null
  return (
    <div className="banner error" role="alert">
      <span dir="auto">{failureText(model.failure)}</span>
      <ModelAction />
      <Button look="quiet" onClick={() => void openSettings(companion, 'model')}>
        {t('model.toSettings')}
      </Button>
    </div>
  )
}
