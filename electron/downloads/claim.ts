import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hasCode } from './disk.ts'

/** How often an owner shows that it is there, and how long it may be silent until it counts as gone, in milliseconds. */
const BEAT = 5000
const LONGEST_SILENCE = 30_000

/**
 * Makes a file that is on its way this process's own: another Kira, such as the one in a terminal, may share the folder,
 * and two that write one file would spoil it. What an owner left behind that is gone is taken over.
 * @returns what gives it back; null where another process has it
 */
export async function claim(folder: string, file: string, clock: () => number): Promise<(() => Promise<void>) | null> {
  const path = lockOf(folder, file)
  if (!(await create(path))) {
    if (await isOwned(path, clock())) return null
    await rm(path, { force: true })
    if (!(await create(path))) return null
  }
  const beating = setInterval(() => {
    const now = clock() / 1000
    utimes(path, now, now).catch(() => {})
  }, BEAT).unref()
  return async () => {
    clearInterval(beating)
    await rm(path, { force: true })
  }
}

/** Whether another living process has claimed a file. */
export function isElsewhere(folder: string, file: string, clock: () => number): Promise<boolean> {
  return isOwned(lockOf(folder, file), clock())
}

const lockOf = (folder: string, file: string) => join(folder, `${file}.part.lock`)

async function create(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

async function isOwned(path: string, now: number): Promise<boolean> {
  try {
    const pid = Number(await readFile(path, 'utf8'))
    // After a restart its number may be another program's, or our own.
    return pid !== process.pid && isAlive(pid) && now - (await stat(path)).mtimeMs < LONGEST_SILENCE
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false
    throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}
