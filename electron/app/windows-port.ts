import type { Rect, SettingsSection, WindowName } from '../contract/index.ts'

/** What the desktop can do with windows. The web host has none, and answers `false`. */
export interface Windows {
  /** @param section of the settings; where there is none, they stay at the one they were at */
  open(name: WindowName, section?: SettingsSection): boolean
  close(name: WindowName): boolean
  setOverlayShape(rects: readonly Rect[]): void
  moveOverlay(dx: number, dy: number): void
}

/** For hosts without windows: the web host and the terminal. */
export const noWindows: Windows = {
  open: () => false,
  close: () => false,
  setOverlayShape: () => {},
  moveOverlay: () => {},
}
