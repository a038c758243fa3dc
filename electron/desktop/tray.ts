import { join } from 'node:path'
import { Menu, type MenuItemConstructorOptions, Tray } from 'electron'
import type { Language } from '../contract/index.ts'
import { trayTexts } from './tray-texts.ts'
import type { DesktopWindows } from './windows/desktop-windows.ts'

/** Kira's place beside the clock. She lives there while no window is open. */
export function openTray(options: {
  iconsDir: string
  windows: DesktopWindows
  language: () => Language
  quit: () => void
}): { refresh(): void } {
  // On macOS a name that ends in `Template` is drawn in the menu bar's own colour.
  const tray = new Tray(join(options.iconsDir, process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png'))
  tray.setToolTip('Kira')
  tray.on('click', () => {
    // On macOS a click opens the menu.
    if (process.platform !== 'darwin') options.windows.open('chat')
  })

  /** Draws the menu anew: after a window came or went, or the language changed. */
  function refresh(): void {
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(options)))
  }
  refresh()
  return { refresh }
}

function trayMenu(options: {
  windows: DesktopWindows
  language: () => Language
  quit: () => void
}): MenuItemConstructorOptions[] {
  const { windows, quit } = options
  const texts = trayTexts[options.language()]
  const toggle = (name: 'overlay' | 'chat', show: string, hide: string): MenuItemConstructorOptions => ({
    id: name,
    label: windows.isVisible(name) ? hide : show,
    click: () => void (windows.isVisible(name) ? windows.close(name) : windows.open(name)),
  })
  return [
    toggle('overlay', texts.showOverlay, texts.hideOverlay),
    toggle('chat', texts.showChat, texts.hideChat),
    { id: 'settings', label: texts.settings, click: () => void windows.open('settings') },
    { type: 'separator' },
    { id: 'overlay-home', label: texts.overlayHome, click: () => windows.bringOverlayHome() },
    { type: 'separator' },
    { id: 'quit', label: texts.quit, click: quit },
  ]
}
