import { useTranslation } from 'react-i18next'
import { useCompanionState } from '../../client/index.ts'
import { formatNumber } from '../../ui/format.ts'
import { useLocale } from '../../ui/use-language.ts'
import { ChoiceSetting, SliderSetting, SwitchSetting } from '../controls.tsx'

/** How the avatar is shown, whichever it is. */
export function LookSettings() {
  const { t } = useTranslation()
  const locale = useLocale()
  const avatar = useCompanionState((state) => state.settings.avatar)
  const percent = (value: number) => formatNumber(value, locale, 'percent')
  const turned = (degrees: number) => {
    const value = formatNumber(Math.abs(degrees), locale)
    return t(`avatar.${degrees === 0 ? 'turnNone' : degrees > 0 ? 'turnLeft' : 'turnRight'}`, { value })
  }
  return (
    <>
      <ChoiceSetting
        label={t('avatar.framing')}
        help={t('avatar.framingHelp')}
        value={avatar.framing}
        patch={(framing) => ({ avatar: { framing } })}
        choices={{ full: t('avatar.framingFull'), bust: t('avatar.framingBust'), face: t('avatar.framingFace') }}
      />
      <SliderSetting
        label={t('avatar.turn')}
        help={t('avatar.turnHelp')}
        value={avatar.turn}
        patch={(turn) => ({ avatar: { turn } })}
        min={-180}
        max={180}
        step={5}
        format={turned}
      />
      <SliderSetting
        label={t('avatar.light')}
        help={t('avatar.lightHelp')}
        value={avatar.light}
        patch={(light) => ({ avatar: { light } })}
        min={0.2}
        max={2}
        step={0.1}
        format={percent}
      />
      <SliderSetting
        label={t('avatar.bodyLanguage')}
        help={t('avatar.bodyLanguageHelp')}
        value={avatar.bodyLanguage}
        patch={(bodyLanguage) => ({ avatar: { bodyLanguage } })}
        min={0}
        max={1}
        step={0.05}
        format={percent}
      />
      <ChoiceSetting
        label={t('avatar.night')}
        help={t('avatar.nightHelp')}
        value={avatar.night}
        patch={(night) => ({ avatar: { night } })}
        choices={{ auto: t('avatar.nightAuto'), never: t('avatar.nightNever'), always: t('avatar.nightAlways') }}
      />
      <ChoiceSetting
        label={t('avatar.quality')}
        help={t('avatar.qualityHelp')}
        value={avatar.quality}
        patch={(quality) => ({ avatar: { quality } })}
        choices={{
          auto: t('avatar.qualityAuto'),
          low: t('avatar.qualityLow'),
          medium: t('avatar.qualityMedium'),
          high: t('avatar.qualityHigh'),
        }}
      />
      <SwitchSetting
        label={t('avatar.numbers')}
        help={t('avatar.numbersHelp')}
        value={avatar.numbers}
        patch={(numbers) => ({ avatar: { numbers } })}
      />
    </>
  )
}
