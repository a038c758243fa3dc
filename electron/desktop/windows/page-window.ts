import { type BrowserWindow, nativeTheme, type Screen, screen as systemScreen } from 'electron'
import type { Rect } from '../../contract/index.ts'
import { centred, ontoDisplay } from './bounds.ts'
import type { BoundsFile } from './bounds-file.ts'
import { workAreas } from './displays.ts'
import { openWindow } from './open-window.ts'

const sizes = {
  chat: { width: 480, height: 720, minWidth: 360, minHeight: 420 },
  settings: { width: 820, height: 640, minWidth: 480, minHeight: 420 },
} as const

/** What is seen before the page is: paper or night, as in renderer/ui/theme.css. */
const paper = { light: '#f6f7fb', dark: '#12151f' } as const

/** An ordinary window, where it was last time. It is made hidden. */
export function openPageWindow(
  name: keyof typeof sizes,
  boundsFile: BoundsFile,
  screen: Screen = systemScreen,
): BrowserWindow {
  const areas = workAreas(screen)
  const wanted: Rect = boundsFile.get(name) ?? centred(sizes[name], areas[0])
  const { minWidth, minHeight } = sizes[name]
  const backgroundColor = nativeTheme.shouldUseDarkColors ? paper.dark : paper.light
  const place = ontoDisplay(wanted, areas)
  const window = openWindow({ title: 'Kira', ...place, minWidth, minHeight, backgroundColor })

  const remember = () => {
    if (!window.isMinimized()) boundsFile.set(name, window.getNormalBounds())
  }
  window.on('move', remember)
  window.on('resize', remember)
  return window
}
