import { useTranslation } from 'react-i18next'
import { useCompanionState } from '../../client/index.ts'
import { formatNumber } from '../../ui/format.ts'
import { useLocale } from '../../ui/use-language.ts'
import { SliderSetting, SwitchSetting } from '../controls.tsx'

const SWITCHES = ['visible', 'alwaysOnTop', 'bubble'] as const

export function OverlaySettings() {
  const { t } = useTranslation()
  const locale = useLocale()
  const overlay = useCompanionState((state) => state.settings.overlay)
  return (
    <>
      {SWITCHES.map((name) => (
        <SwitchSetting
          key={name}
          label={t(`settings.${name}`)}
          help={t(`settings.${name}Help`)}
          value={overlay[name]}
          patch={(on) => ({ overlay: { [name]: on } })}
        />
      ))}
      <SliderSetting
        label={t('settings.height')}
        help={t('settings.heightHelp')}
        value={overlay.height}
        patch={(height) => ({ overlay: { height } })}
        min={240}
        max={1200}
        step={20}
        format={(value) => t('settings.pixels', { value: formatNumber(value, locale) })}
      />
    </>
  )
}
