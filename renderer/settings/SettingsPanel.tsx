import { Tabs } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { useCompanion, useCompanionState } from '../client/index.ts'
import { Button } from '../ui/Button.tsx'
import { BackIcon } from '../ui/icons.tsx'
import { Notices } from '../ui/Notices.tsx'
import { leaveSettings } from '../ui/windows.ts'
import { AvatarSettings } from './avatar/AvatarSettings.tsx'
import { GeneralSettings } from './GeneralSettings.tsx'
import { ModelSettings } from './model/ModelSettings.tsx'
import './settings.css'

const SECTIONS = [
  { name: 'general', Content: GeneralSettings },
  { name: 'avatar', Content: AvatarSettings },
  { name: 'model', Content: ModelSettings },
] as const

/** All settings, a section at a time. Each is saved when it is changed. */
export function SettingsPanel() {
  const { t } = useTranslation()
  const companion = useCompanion()
  const version = useCompanionState((state) => state.version)
  return (
    <Tabs.Root className="settings" defaultValue="general" orientation="vertical" asChild>
      <main>
        <div className="settings-side">
          <h1>{t('settings.title')}</h1>
          <Tabs.List className="settings-sections" aria-label={t('settings.title')}>
            {SECTIONS.map(({ name }) => (
              <Tabs.Trigger key={name} value={name}>
                {t(`settings.${name}`)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <Button look="quiet" className="settings-back" onClick={() => void leaveSettings(companion)}>
            <BackIcon />
            {t('settings.back')}
          </Button>
          <p className="settings-foot">{t('settings.version', { version })}</p>
        </div>
        <div className="settings-main">
          <Notices />
          {SECTIONS.map(({ name, Content }) => (
            <Tabs.Content key={name} value={name} className="settings-section">
              <h2>{t(`settings.${name}`)}</h2>
              <Content />
            </Tabs.Content>
          ))}
        </div>
      </main>
    </Tabs.Root>
  )
}
