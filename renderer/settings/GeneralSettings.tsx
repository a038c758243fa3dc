import { useTranslation } from 'react-i18next'
import { useCompanionState } from '../client/index.ts'
import { ChoiceSetting } from './controls.tsx'

export function GeneralSettings() {
  const { t } = useTranslation()
  const { language, theme } = useCompanionState((state) => state.settings)
  return (
    <>
      <ChoiceSetting
        label={t('settings.language')}
        help={t('settings.languageHelp')}
        value={language}
        patch={(chosen) => ({ language: chosen })}
        choices={{ auto: t('settings.languageAuto'), en: 'English', fr: 'Français' }}
      />
      <ChoiceSetting
        label={t('settings.theme')}
        help={t('settings.themeHelp')}
        value={theme}
        patch={(chosen) => ({ theme: chosen })}
        choices={{
          system: t('settings.themeSystem'),
          light: t('settings.themeLight'),
          dark: t('settings.themeDark'),
        }}
      />
    </>
  )
}
