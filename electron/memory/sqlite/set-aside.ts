import { existsSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** What SQLite keeps beside a database. */
const COMPANIONS = ['-wal', '-shm', '-journal', '']

/**
 * Moves a database and what belongs to it out of the way, to `kira.damaged-<time>.db`; nothing is overwritten.
 * Returns the new path.
 */
export function setAside(path: string, now: number): string {
  const kept = freeName(path, now)
  // The database itself goes last: cut short here, the rest is found damaged, and kept too.
  for (const end of COMPANIONS) if (existsSync(path + end)) renameSync(path + end, kept + end)
  return kept
}

function freeName(path: string, now: number): string {
  const time = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')
  const name = join(dirname(path), `${basename(path, '.db')}.damaged-${time}`)
  for (let i = 1; ; i++) {
    const candidate = i === 1 ? `${name}.db` : `${name}-${i}.db`
    if (!COMPANIONS.some((end) => existsSync(candidate + end))) return candidate
  }
}
