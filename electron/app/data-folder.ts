import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, posix, resolve, win32 } from 'node:path'
import { KiraError } from '../contract/index.ts'

/**
 * Where Kira keeps her memory, the settings and the log: what `--data-dir` says, else the environment variable
 * `KIRA_DATA_DIR`, else Electron's `userData` folder for an app named Kira, so that all doors share one memory.
 * An absolute path on the platform at hand.
 * Source: https://www.electronjs.org/docs/latest/api/app#appgetpathname
 */
export function dataFolder(options: {
  /** What `--data-dir` says. */
  option?: string | undefined
  env: Readonly<Record<string, string | undefined>>
  platform: NodeJS.Platform
  home?: string | undefined
}): string {
  const { env, platform, home = homedir() } = options
  const chosen = options.option || env.KIRA_DATA_DIR
  if (chosen) return resolve(chosen)
  if (platform === 'win32') return win32.join(env.APPDATA || win32.join(home, 'AppData', 'Roaming'), 'Kira')
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Kira')
  return posix.join(env.XDG_CONFIG_HOME || posix.join(home, '.config'), 'Kira')
}

/**
 * Makes the folder where there is none, for the user alone, and proves that files can be made in it.
 * @throws KiraError `DATA_FOLDER_UNWRITABLE`
 */
export function prepareDataFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    const probe = join(path, `.writable-${process.pid}`)
    closeSync(openSync(probe, 'w', 0o600))
    rmSync(probe)
  } catch (error) {
    throw new KiraError('DATA_FOLDER_UNWRITABLE', { path }, { cause: error })
  }
}
