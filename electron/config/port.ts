import type { KiraError, Settings, SettingsPatch } from '../contract/index.ts'

/** The user's settings, kept in one readable JSON file. */
export interface Config {
  readonly settings: Settings
  /** What was wrong at load: `SETTING_INVALID` for each bad value, or `SETTINGS_UNREADABLE`. */
  readonly problems: readonly KiraError[]
  /**
   * Changes some settings: all of them or, where one is wrong, none.
   * @throws KiraError `SETTING_INVALID`; `SETTINGS_NOT_SAVED` when the file can't be written (they hold in memory).
   */
  change(patch: SettingsPatch | Record<string, unknown>): Settings
  onChange(listener: (settings: Settings) => void): () => void
}
