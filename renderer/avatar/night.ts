import { KIRA_AVATAR, type Settings } from '../../electron/contract/index.ts'
import { NO_WEIGHTS, type Weights } from './face/weights.ts'

/** Whether Kira wears her darker colours. `systemIsDark`: whether the system's theme is (`prefers-color-scheme`). */
export function isNight({ theme, avatar: { night } }: Settings, systemIsDark: boolean): boolean {
  if (night !== 'auto') return night === 'always'
  return theme === 'system' ? systemIsDark : theme === 'dark'
}

/** The expression of Kira's own body that is its colours for the night. */
export const NIGHT_COLOURS = 'night'

/** What an avatar wears: Kira's own body has colours for the night; what others call so may be anything. */
export const clothes = (avatarId: string, settings: Settings, systemIsDark: boolean): Weights =>
  avatarId === KIRA_AVATAR && isNight(settings, systemIsDark) ? { [NIGHT_COLOURS]: 1 } : NO_WEIGHTS
