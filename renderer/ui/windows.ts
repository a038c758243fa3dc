import type { Companion } from '../client/index.ts'

/** Opens the settings: a window on the desktop, else the page itself in this tab. */
export async function openSettings({ call }: Companion): Promise<void> {
  const opened = await call.windows.open({ name: 'settings' }).catch(() => false)
  if (!opened) window.location.assign('/settings')
}

/** Leaves the settings: hides the window on the desktop, else goes back to the page that led here. */
export async function leaveSettings({ call }: Companion): Promise<void> {
  const closed = await call.windows.close({ name: 'settings' }).catch(() => false)
  if (closed) return
  const cameFromHere = document.referrer.startsWith(`${window.location.origin}/`)
  if (cameFromHere) window.history.back()
  else window.location.assign('/')
}
