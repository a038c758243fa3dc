import { mount } from '../ui/mount.tsx'
import { SettingsPanel } from './SettingsPanel.tsx'

mount('settings', <SettingsPanel />)
