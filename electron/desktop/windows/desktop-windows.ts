import { type BrowserWindow, screen } from 'electron'
import type { Log } from '../../app/log.ts'
import type { Windows } from '../../app/windows-port.ts'
import type { Rect, Settings, SettingsSection, WindowName } from '../../contract/index.ts'
import { APP_URL } from '../app-url.ts'
import { ontoDisplay } from './bounds.ts'
import type { BoundsFile } from './bounds-file.ts'
import { onDisplaysChanged, workAreas } from './displays.ts'
import { followPointer } from './follow-pointer.ts'
import { bringOverlayHome, openOverlayWindow, resizeOverlay } from './overlay-window.ts'
import { openPageWindow } from './page-window.ts'

/** Kira's windows: each is made when it is first opened, and from then on shown and hidden. */
export interface DesktopWindows extends Windows {
  isVisible(name: WindowName): boolean
  /** Shows the overlay in the lower right corner of the primary display. */
  bringOverlayHome(): void
  /** Brings the windows in line with the settings. */
  apply(settings: Settings): void
  /** From now on a window that is closed is closed, and not hidden. */
  letGo(): void
}

export function createDesktopWindows(options: {
  boundsFile: BoundsFile
  settings: () => Settings
  /** A window was shown or hidden. */
  onVisibility: () => void
  /** The mouse moved, in CSS pixels from the overlay window's top left corner. */
  onPointer: (x: number, y: number) => void
  log: Log
}): DesktopWindows {
  const { boundsFile, log } = options
  const windows = new Map<WindowName, BrowserWindow>()
  let shape: readonly Rect[] = []
  let lettingGo = false

  function make(name: WindowName): BrowserWindow {
    const window = name === 'overlay' ? makeOverlay() : openPageWindow(name, boundsFile)
    windows.set(name, window)
    window.on('show', options.onVisibility)
    window.on('hide', options.onVisibility)
    window.on('closed', () => windows.delete(name))
    window.on('close', (event) => {
      if (lettingGo) return
      event.preventDefault()
      window.hide()
    })
    return window
  }

  function makeOverlay(): BrowserWindow {
    const { height, alwaysOnTop } = options.settings().overlay
    const window = openOverlayWindow({ height, boundsFile })
    window.setAlwaysOnTop(alwaysOnTop, 'floating')
    followPointer(window, screen, () => shape, options.onPointer)
    return window
  }

  function open(name: WindowName, section?: SettingsSection): true {
    const known = windows.get(name)
    const window = known ?? make(name)
    if (!known || section) void lead(window, section ? `${name}#${section}` : name, log)
    if (name === 'overlay') {
      window.showInactive()
    } else {
      if (window.isMinimized()) window.restore()
      window.show()
    }
    return true
  }

  onDisplaysChanged(screen, () => {
    for (const window of windows.values()) window.setBounds(ontoDisplay(window.getBounds(), workAreas(screen)))
  })

  return {
    open,
    close(name) {
      windows.get(name)?.hide()
      return true
    },
    isVisible: (name) => windows.get(name)?.isVisible() ?? false,
    setOverlayShape(rects) {
      shape = rects
    },
    moveOverlay(dx, dy) {
      const window = windows.get('overlay')
      if (!window) return
      const bounds = window.getBounds()
      window.setBounds({ ...bounds, x: Math.round(bounds.x + dx), y: Math.round(bounds.y + dy) })
    },
    bringOverlayHome() {
      open('overlay')
      const window = windows.get('overlay')
      if (window) bringOverlayHome(window)
    },
    apply({ overlay }) {
      const window = windows.get('overlay')
      if (!window) return
      window.setAlwaysOnTop(overlay.alwaysOnTop, 'floating')
      resizeOverlay(window, overlay.height)
    },
    letGo() {
      lettingGo = true
    },
  }
}

/** Loads a page of ours. One that is there already stays, and moves to the section that its address names. */
async function lead(window: BrowserWindow, page: string, log: Log): Promise<void> {
  const url = `${APP_URL}/${page}`
  if (window.webContents.getURL() === url) return
  try {
    await window.loadURL(url)
  } catch (error) {
    // It was led elsewhere, or closed, before it got there.
    if (error instanceof Error && 'code' in error && error.code === 'ERR_ABORTED') return
    log.error({ err: error, url }, 'a page can’t be loaded')
  }
}
