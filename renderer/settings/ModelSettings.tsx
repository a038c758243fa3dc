import { useTranslation } from 'react-i18next'
import { useCompanionState } from '../client/index.ts'
import { Button } from '../ui/Button.tsx'
import { formatNumber } from '../ui/format.ts'
import { useLocale } from '../ui/use-language.ts'
import { SliderSetting, TextSetting } from './controls.tsx'
import { ModelCard } from './ModelCard.tsx'
import { useChange } from './use-change.ts'

export function ModelSettings() {
  const { t } = useTranslation()
  const locale = useLocale()
  const { model, reply } = useCompanionState((state) => state.settings)
  const starter = useChange()
  return (
    <>
      <ModelCard />
      <TextSetting
        label={t('settings.path')}
        help={t('settings.pathHelp')}
        value={model.path ?? ''}
        patch={(path) => ({ model: { path: path.trim() || null } })}
        input={{ placeholder: t('settings.pathPlaceholder') }}
      />
      {model.path !== null && (
        <div>
          <Button onClick={() => void starter.apply({ model: { path: null } })}>{t('settings.useStarter')}</Button>
          <p className="field-problem" role="alert">
            {starter.problem}
          </p>
        </div>
      )}
      <TextSetting
        label={t('settings.contextSize')}
        help={t('settings.contextSizeHelp')}
        value={model.contextSize === null ? '' : String(model.contextSize)}
        patch={(text) => ({ model: { contextSize: numberOrNull(text) } })}
        input={{ ...NUMERIC, placeholder: t('settings.contextSizePlaceholder') }}
      />
      <TextSetting
        label={t('settings.maxTokens')}
        help={t('settings.maxTokensHelp')}
        value={String(reply.maxTokens)}
        // An empty field is no number; the settings say what they expect.
        patch={(text) => ({ reply: { maxTokens: Number(text) } })}
        input={NUMERIC}
      />
      <SliderSetting
        label={t('settings.temperature')}
        help={t('settings.temperatureHelp')}
        value={reply.temperature}
        patch={(temperature) => ({ reply: { temperature } })}
        min={0}
        max={2}
        step={0.1}
        format={(value) => formatNumber(value, locale)}
      />
    </>
  )
}

const NUMERIC = { type: 'number', inputMode: 'numeric', className: 'control number' } as const

const numberOrNull = (text: string) => (text.trim() === '' ? null : Number(text))
