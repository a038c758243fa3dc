import { Tabs } from 'radix-ui'
import { type ComponentType, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { SETTINGS_SECTIONS, type SettingsSection } from '../../electron/contract/index.ts'
import { useCompanion, useCompanionState } from '../client/index.ts'
import { Button } from '../ui/Button.tsx'
import { BackIcon } from '../ui/icons.tsx'
import { Notices } from '../ui/Notices.tsx'
import { leaveSettings } from '../ui/windows.ts'
import { AvatarSettings } from './avatar/AvatarSettings.tsx'
import { GeneralSettings } from './GeneralSettings.tsx'
import { ModelSettings } from './model/ModelSettings.tsx'
import './settings.css'
import { showSection, useSection } from './use-section.ts'

const CONTENTS: Readonly<Record<SettingsSection, ComponentType>> = {
  general: GeneralSettings,
  avatar: AvatarSettings,
  model: ModelSettings,
}

/** All settings, a section at a time. Each is saved when it is changed. */
export function SettingsPanel() {
  const { t } = useTranslation()
  const companion = useCompanion()
  const version = useCompanionState((state) => state.version)
  const section = useSection()
  const tab = useFocusOnMove(section)
  return (
    <Tabs.Root className="settings" value={section} onValueChange={showSection} orientation="vertical" asChild>
      <main>
        <div className="settings-side">
          <h1>{t('settings.title')}</h1>
          <Tabs.List className="settings-sections" aria-label={t('settings.title')}>
            {SETTINGS_SECTIONS.map((name) => (
              <Tabs.Trigger key={name} value={name} ref={name === section ? tab : undefined}>
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
          {SETTINGS_SECTIONS.map((name) => {
            const Content = CONTENTS[name]
            return (
              <Tabs.Content key={name} value={name} className="settings-section">
                <h2>{t(`settings.${name}`)}</h2>
                <Content />
              </Tabs.Content>
            )
          })}
        </div>
      </main>
    </Tabs.Root>
  )
}

/** Where another window leads to a section, what had the focus is gone: its tab takes it. To be given to that tab. */
function useFocusOnMove(section: SettingsSection) {
  const tab = useRef<HTMLButtonElement>(null)
  const before = useRef(section)
  useLayoutEffect(() => {
    if (before.current !== section) tab.current?.focus()
    before.current = section
  }, [section])
  return tab
}
