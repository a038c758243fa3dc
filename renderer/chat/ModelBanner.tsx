import { useTranslation } from 'react-i18next'
import { useCompanion, useCompanionState } from '../client/index.ts'
import { Button } from '../ui/Button.tsx'
import { useFailureText } from '../ui/use-language.ts'
import { openSettings } from '../ui/windows.ts'

/** Why her mind could not be loaded, and the two ways on. */
export function ModelBanner() {
  const { t } = useTranslation()
  const companion = useCompanion()
  const model = useCompanionState((state) => state.model)
  const failureText = useFailureText()
  if (model.phase !== 'failed') return null
  return (
    <div className="banner error" role="alert">
      <span dir="auto">{failureText(model.failure)}</span>
      {/* A load that fails again arrives as a change of the model's state. */}
      <Button look="quiet" onClick={() => void companion.call.model.load().catch(() => {})}>
        {t('model.tryAgain')}
      </Button>
      <Button onClick={() => void openSettings(companion)}>{t('model.toSettings')}</Button>
    </div>
  )
}
