import { type BrowserWindow, type Screen, screen as systemScreen } from 'electron'
import type { Rect } from '../../contract/index.ts'
import { ontoDisplay, overlayHome } from './bounds.ts'
import type { BoundsFile } from './bounds-file.ts'
import { workAreas } from './displays.ts'
import { openWindow } from './open-window.ts'

/** Room for the bubble and the controls, in CSS pixels: beside and above her. */
const BESIDE = 80
const ABOVE = 160

/** The window she stands in, for her height on the screen in CSS pixels. */
export function overlaySize(height: number): { width: number; height: number } {
  return { width: Math.round(height * 0.6) + 2 * BESIDE, height: height + ABOVE }
}

/** A window that is seen through, without a frame, that takes neither the focus nor a place in the task bar. */
export function openOverlayWindow(
  { height, boundsFile }: { height: number; boundsFile: BoundsFile },
  screen: Screen = systemScreen,
): BrowserWindow {
  const areas = workAreas(screen)
  const size = overlaySize(height)
  const place = boundsFile.get('overlay')
  const bounds = ontoDisplay(place ? { ...place, ...size } : overlayHome(size, areas[0]), areas)
  const window = openWindow({
    title: 'Kira',
    ...bounds,
    transparent: true,
    backgroundColor: '#00000000',
    frame: false,
    hasShadow: false,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    // Linux takes a window that can't have the focus out of the window manager's care, and then it is always on top.
    focusable: process.platform === 'linux',
    acceptFirstMouse: true,
  })
  // Nothing of the window takes the mouse until the page has said where she is.
  window.setIgnoreMouseEvents(true)
  window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true })
  window.on('move', () => boundsFile.set('overlay', window.getBounds()))
  return window
}

/** Makes the window fit her height. Her feet stay where they are. */
export function resizeOverlay(window: BrowserWindow, height: number, screen: Screen = systemScreen): void {
  const before = window.getBounds()
  const size = overlaySize(height)
  const x = before.x + (before.width - size.width) / 2
  const y = before.y + before.height - size.height
  place(window, { x, y, ...size }, screen)
}

export function bringOverlayHome(window: BrowserWindow, screen: Screen = systemScreen): void {
  const areas = workAreas(screen)
  place(window, overlayHome(window.getBounds(), areas[0]), screen)
}

function place(window: BrowserWindow, bounds: Rect, screen: Screen): void {
  window.setBounds(ontoDisplay(bounds, workAreas(screen)))
}
