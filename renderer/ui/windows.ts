import type { SettingsSection } from '../../electron/contract/index.ts'
import type { Companion } from '../client/index.ts'

/** Where the tab came from when it went to the settings. */
const CAME_FROM = 'kira.came-from'

/** Opens the settings, at a section: a window on the desktop, else the page itself in this tab. */
export async function openSettings({ call }: Companion, section?: SettingsSection): Promise<void> {
  const opened = await call.windows.open({ name: 'settings', section }).catch(() => false)
  if (opened) return
  sessionStorage.setItem(CAME_FROM, window.location.pathname)
  window.location.assign(section ? `/settings#${section}` : '/settings')
}

/** Leaves the settings: hides the window on the desktop, else goes back to the page that led here. */
export async function leaveSettings({ call }: Companion): Promise<void> {
  const closed = await call.windows.close({ name: 'settings' }).catch(() => false)
  if (!closed) window.location.assign(sessionStorage.getItem(CAME_FROM) ?? '/')
}
