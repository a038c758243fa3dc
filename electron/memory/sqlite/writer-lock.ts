import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Database, isBusy, openForLock } from './database.ts'

/**
 * Tells living writers from dead ones: each process that writes replies holds a lock on a small file of its own
 * beside the database for as long as it lives. The system drops it however the process ends, so there is no process
 * id that could be another's by now, and no clock. Both functions must run inside a writing transaction of the
 * database, so that nobody looks while a file exists but is not yet locked.
 */
export interface WriterLock {
  /** The writer's id. */
  readonly id: string
  release(): void
}

/** Nothing is ever written, so no journal is needed beside the file. */
const TAKE_LOCK = 'PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE'

export function takeWriterLock(databasePath: string, id: string): WriterLock {
  const path = lockPath(databasePath, id)
  const lock = openForLock(path, { mustExist: false })
  try {
    lock.exec(TAKE_LOCK)
  } catch (error) {
    lock.close()
    throw error
  }
  return {
    id,
    release() {
      lock.close()
      rmSync(path, { force: true })
    },
  }
}

/** The ids of the writers that live. Removes the lock files of the others. */
export function livingWriters(databasePath: string): Set<string> {
  const living = new Set<string>()
  const prefix = basename(lockPath(databasePath, ''))
  for (const file of readdirSync(dirname(databasePath))) {
    if (!file.startsWith(prefix)) continue
    const path = join(dirname(databasePath), file)
    if (isLocked(path)) living.add(file.slice(prefix.length))
    else rmSync(path, { force: true })
  }
  return living
}

function isLocked(path: string): boolean {
  let lock: Database | undefined
  try {
    lock = openForLock(path, { mustExist: true })
    lock.exec(TAKE_LOCK)
    return false
  } catch (error) {
    return isBusy(error)
  } finally {
    lock?.close()
  }
}

function lockPath(databasePath: string, id: string): string {
  return `${databasePath}-writer-${id}`
}
