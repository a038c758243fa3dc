import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** How long the place that Electron comes from may take to answer, in milliseconds. */
const PROBE = 3_000

const RELEASES = 'https://github.com/electron/electron/releases/download/'

/**
 * The path of Electron's binary, or undefined where it has not been downloaded. `require('electron')` would tell too,
 * but starts the download.
 */
export function findElectron(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = packageFolder()
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : defaultName()
  const path = join(env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name)
  return existsSync(path) ? path : undefined
}

/** Whether the binary can be had: the place that it comes from answers within three seconds. */
export async function canFetchElectron(env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  const mirror = env.ELECTRON_MIRROR ?? env.npm_config_electron_mirror
  const { version } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as { version: string }
  const url = mirror ?? `${RELEASES}v${version}/SHASUMS256.txt`
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE) })
    // How a mirror names its files is the installer's business; that it answers is enough.
    return response.ok || mirror !== undefined
  } catch {
    return false
  }
}

/** Downloads the binary, showing the progress. Returns its path, or undefined where that failed. */
export function fetchElectron(): string | undefined {
  spawnSync(process.execPath, [join(packageFolder(), 'install.js')], { stdio: 'inherit' })
  return findElectron()
}

function packageFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('electron/package.json'))
}

function defaultName(): string {
  if (process.platform === 'win32') return 'electron.exe'
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'
}
