import type { Logger } from 'pino'
import { KiraError, type Settings } from '../contract/index.ts'
import { checkSettings, mustBeSettings } from './check.ts'
import { type JsonObject, mergeSettings } from './merge.ts'
import type { Config } from './port.ts'
import { readSettingsFile, writeSettingsFile } from './settings-file.ts'

export interface ConfigOptions {
  /** The settings file, such as `<data folder>/settings.json`. It need not exist; its folder does. */
  readonly path: string
  readonly log: Pick<Logger, 'warn' | 'error'>
  /** Milliseconds since the Unix epoch. */
  readonly clock?: () => number
}

/**
 * Reads the settings, and keeps them in step with the file. The file holds what the user chose and nothing else, so
 * that defaults may grow better; what this version does not know or not accept is left in it as it is.
 */
export function openConfig(options: ConfigOptions): Config {
  const { path, log, clock = Date.now } = options
  const listeners = new Set<(settings: Settings) => void>()
  const read = readSettingsFile(path, clock())
  const checked = checkSettings(read.document)
  let { settings } = checked
  /** What the file holds, as far as it was last known. */
  let document = read.document
  const problems = read.problem ? [read.problem] : checked.problems
  for (const problem of problems) log.warn({ err: problem }, 'settings')

  function save(patch: JsonObject): void {
    // Read again: someone may have edited the file meanwhile. Their other changes hold from the next start on.
    const fresh = readSettingsFile(path, clock())
    document = mergeSettings(fresh.problem ? document : fresh.document, patch)
    writeSettingsFile(path, document)
  }

  function tell(): void {
    for (const listener of listeners) {
      try {
        listener(settings)
      } catch (error) {
        log.error({ err: error }, 'a listener to the settings failed')
      }
    }
  }

  return {
    get settings() {
      return settings
    },
    problems,
    change(patch) {
      const changed = mustBeSettings(settings, patch)
      settings = changed.settings
      let failure: KiraError | undefined
      try {
        save(changed.patch)
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error)
        failure = new KiraError('SETTINGS_NOT_SAVED', { detail }, { cause: error })
      }
      tell()
      if (failure) throw failure
      return settings
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
