import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** What electron-vite reads, and the last file of each thing it writes. */
const SOURCES = ['electron', 'renderer', 'electron.vite.config.ts', 'package.json', 'package-lock.json']
const OUTPUTS = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/** Whether something was changed since the build, or there is none. */
export function isStale(root: string): boolean {
  const built = OUTPUTS.map((path) => modified(join(root, path)))
  const newest = Math.max(...SOURCES.map((path) => newestIn(join(root, path))))
  return Math.min(...built) < newest
}

/**
 * Builds pages, preload and main process where they are not up to date.
 * @param say tells the user that it takes a moment
 * @throws Error where the build fails; the builder has said why
 */
export function buildIfStale(root: string, say: () => void): void {
  if (!isStale(root)) return
  say()
  const require = createRequire(import.meta.url)
  const cli = join(dirname(require.resolve('electron-vite/package.json')), 'bin/electron-vite.js')
  const { status } = spawnSync(process.execPath, [cli, 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error('electron-vite build failed')
}

/** When a file or anything in a folder was last changed, in milliseconds since the epoch. */
function newestIn(path: string): number {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return modified(path)
  const files = readdirSync(path, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile())
  return files.reduce((newest, file) => Math.max(newest, modified(join(file.parentPath, file.name))), 0)
}

/** 0 for a file that is not there. */
function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
