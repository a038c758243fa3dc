import { join } from 'node:path'
import { Menu, type MenuItemConstructorOptions, Tray } from 'electron'
import type { Companion } from '../app/create-companion.ts'
import type { Language } from '../contract/index.ts'
import { downloadLine } from './download-line.ts'
import { trayTexts } from './tray-texts.ts'
import type { DesktopWindows } from './windows/desktop-windows.ts'

/** Kira's place beside the clock. She lives there while no window is open. */
export function openTray(options: {
  iconsDir: string
  windows: DesktopWindows
  model: Companion['model']
  downloads: Companion['downloads']
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

  let drawnResting = false
  options.model.onState(({ phase }) => {
    if ((phase === 'resting') !== drawnResting) refresh()
  })
  // Only when the words change: a menu that is open may close when another one takes its place.
  const line = () => downloadLine(options.downloads.list(), options.language())
  let drawnLine: string | null = null
  options.downloads.onChange(() => {
    if (line() !== drawnLine) refresh()
  })

  /** Draws the menu anew: after a window came or went, or the language changed. */
  function refresh(): void {
    drawnResting = options.model.state.phase === 'resting'
    drawnLine = line()
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu({ ...options, downloadLine: drawnLine })))
  }
  refresh()
  return { refresh }
}

function trayMenu(options: {
  windows: DesktopWindows
  model: Companion['model']
  downloadLine: string | null
  language: () => Language
  quit: () => void
}): MenuItemConstructorOptions[] {
  const { windows, model, downloadLine: line, quit } = options
  const texts = trayTexts[options.language()]
  const toggle = (name: 'overlay' | 'chat', show: string, hide: string): MenuItemConstructorOptions => ({
    id: name,
    label: windows.isVisible(name) ? hide : show,
    click: () => void (windows.isVisible(name) ? windows.close(name) : windows.open(name)),
  })
  const download: MenuItemConstructorOptions[] = line
    ? [{ id: 'download', label: line, enabled: false }, { type: 'separator' }]
    : []
  return [
    ...download,
    toggle('overlay', texts.showOverlay, texts.hideOverlay),
    toggle('chat', texts.showChat, texts.hideChat),
    { id: 'settings', label: texts.settings, click: () => void windows.open('settings') },
    { type: 'separator' },
    { id: 'overlay-home', label: texts.overlayHome, click: () => windows.bringOverlayHome() },
    {
      id: 'game-mode',
      label: texts.gameMode,
      type: 'checkbox',
      checked: model.state.phase === 'resting',
      click: () => (model.state.phase === 'resting' ? void model.load().catch(() => {}) : void model.rest('asked')),
    },
    { type: 'separator' },
    { id: 'quit', label: texts.quit, click: quit },
  ]
}
