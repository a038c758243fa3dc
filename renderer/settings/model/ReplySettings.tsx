import { useTranslation } from 'react-i18next'
import { useCompanionState } from '../../client/index.ts'
import { formatNumber } from '../../ui/format.ts'
import { useLocale } from '../../ui/use-language.ts'
import { NumberSetting, SliderSetting, SwitchSetting } from '../controls.tsx'
import { Disclosure } from '../parts/Disclosure.tsx'

/** How freely, how long and how thoughtfully she answers. */
export function ReplySettings() {
  const { t } = useTranslation()
  const locale = useLocale()
  const reply = useCompanionState((state) => state.settings.reply)
  const number = (value: number) => formatNumber(value, locale)
  const percent = (value: number) => formatNumber(value, locale, 'percent')
  return (
    <>
      <SliderSetting
        label={t('models.temperature')}
        help={t('models.temperatureHelp')}
        value={reply.temperature}
        patch={(temperature) => ({ reply: { temperature } })}
        min={0}
        max={2}
        step={0.1}
        format={number}
      />
      <NumberSetting
        label={t('models.maxTokens')}
        help={t('models.maxTokensHelp')}
        value={reply.maxTokens}
        // An empty field is no length; the settings say what they expect.
        patch={(maxTokens) => ({ reply: { maxTokens: maxTokens ?? 0 } })}
      />
      <SwitchSetting
        label={t('models.think')}
        help={t('models.thinkHelp')}
        value={reply.think}
        patch={(think) => ({ reply: { think } })}
      />
      <Disclosure title={t('models.fineTuning')}>
        <SliderSetting
          label={t('models.topP')}
          help={t('models.topPHelp')}
          value={reply.topP}
          patch={(topP) => ({ reply: { topP } })}
          min={0.05}
          max={1}
          step={0.05}
          format={percent}
        />
        <SliderSetting
          label={t('models.minP')}
          help={t('models.minPHelp')}
          value={reply.minP}
          patch={(minP) => ({ reply: { minP } })}
          min={0}
          max={1}
          step={0.01}
          format={percent}
        />
        <SliderSetting
          label={t('models.repeatPenalty')}
          help={t('models.repeatPenaltyHelp')}
          value={reply.repeatPenalty}
          patch={(repeatPenalty) => ({ reply: { repeatPenalty } })}
          min={1}
          max={2}
          step={0.05}
          format={number}
        />
        <NumberSetting
          label={t('models.seed')}
          help={t('models.seedHelp')}
          value={reply.seed}
          patch={(seed) => ({ reply: { seed } })}
          placeholder={t('models.seedPlaceholder')}
        />
      </Disclosure>
    </>
  )
}
