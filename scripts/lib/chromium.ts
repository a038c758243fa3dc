import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { chromium } from 'playwright-core'

/**
 * The path of a Chromium for the tests: the one that `KIRA_CHROMIUM` or `CHROME_PATH` names, Playwright's own, or the
 * system's. Where there is none, installs one, and says so.
 * @throws Error where none can be had
 */
export async function ensureChromium(): Promise<string> {
  const found = findChromium()
  if (found) return found
  for (const install of installers()) {
    install()
    const installed = findChromium()
    if (installed) return installed
  }
  throw new Error('No Chromium was found, and none could be installed. Install one, or name it in KIRA_CHROMIUM.')
}

export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = [env.KIRA_CHROMIUM, env.CHROME_PATH].filter((path): path is string => Boolean(path))
  for (const path of named) if (!existsSync(path)) throw new Error(`There is no Chromium at ${path}`)
  return [...named, chromium.executablePath(), ...usualPlaces(env)].find(runs)
}

/** Where the systems put Chromium and its kin. */
function usualPlaces(env: NodeJS.ProcessEnv): string[] {
  switch (process.platform) {
    case 'darwin':
      return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      )
    case 'win32':
      return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((base) =>
        base ? ['Chromium', 'Google\\Chrome', 'Microsoft\\Edge'].flatMap((name) => windowsBinaries(base, name)) : [],
      )
    default:
      return (env.PATH ?? '')
        .split(delimiter)
        .flatMap((folder) =>
          ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map((name) =>
            join(folder, name),
          ),
        )
  }
}

function windowsBinaries(base: string, name: string): string[] {
  return ['chrome.exe', 'msedge.exe'].map((file) => join(base, name, 'Application', file))
}

/** Whether it is there and starts. On Linux a library may be missing; elsewhere asking would open a window. */
function runs(path: string): boolean {
  if (!existsSync(path)) return false
  return process.platform !== 'linux' || spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0
}

/** The ways to install one, the likeliest first. As root on Debian, apt brings the libraries along. */
function installers(): (() => void)[] {
  const isDebianRoot = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  return isDebianRoot ? [installWithApt, installWithPlaywright] : [installWithPlaywright]
}

function installWithApt(): void {
  console.log('No Chromium was found: installing Debian’s with apt-get…')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium']
  spawnSync('apt-get', install, { stdio: ['inherit', 'ignore', 'inherit'], env })
}

function installWithPlaywright(): void {
  console.log('No Chromium was found: downloading Playwright’s…')
  const folder = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'))
  spawnSync(process.execPath, [join(folder, 'cli.js'), 'install', 'chromium'], { stdio: 'inherit' })
}
