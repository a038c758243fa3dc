import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const HELP = `npm run lock

Brings package-lock.json up to date with package.json, so that 'npm ci' works on a bare machine. To be run after each
change of a dependency.

npm 10 compiles better-sqlite3 unless the lock file itself says that there is nothing to compile: it ships its
binaries, and says so, but npm looks for that in the lock file and doesn't write it there.`

const BRINGS_ITS_BINARIES = 'node_modules/better-sqlite3'

if (process.argv.includes('--help')) console.log(HELP)
else process.exitCode = lock(join(import.meta.dirname, '../package-lock.json'))

function lock(path: string): number {
  const { status } = spawnSync('npm', ['install', '--package-lock-only'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) return 1
  const file = JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, Record<string, unknown>> }
  const entry = file.packages[BRINGS_ITS_BINARIES]
  if (!entry) throw new Error(`${BRINGS_ITS_BINARIES} is not in package-lock.json any more. Remove this script.`)
  entry.gypfile = false
  writeFileSync(path, `${JSON.stringify(file, null, 2)}\n`)
  return 0
}
