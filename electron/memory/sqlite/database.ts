import SQLite from 'better-sqlite3'
import { KiraError } from '../../contract/index.ts'

// The only file that knows better-sqlite3.

export type Database = SQLite.Database

/** How long a process waits for another one's write, in milliseconds. */
const BUSY_TIMEOUT = 5000

/** Opens a database to read and write it, creating it where there is none. */
export function openDatabase(path: string): Database {
  const db = new SQLite(path, { timeout: BUSY_TIMEOUT })
  try {
    switchToWriteAheadLog(db)
    // What is committed survives the death of the process in either mode. FULL would survive a power cut too, but
    // waits for the disk at each piece of a reply; `durably` does so where it matters.
    db.pragma('synchronous = NORMAL')
    db.pragma('foreign_keys = ON')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Opens a database to look at it. Nothing is written: neither repaired nor checkpointed, even when it is closed. */
export function openReadOnly(path: string): Database {
  return new SQLite(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT })
}

/** Opens a file only to take a lock on it: whoever comes second is told at once. */
export function openForLock(path: string, options: { mustExist: boolean }): Database {
  return new SQLite(path, { fileMustExist: options.mustExist, timeout: 0 })
}

/** Readers and one writer at a time don't wait for each other in this mode; it stays with the file. */
function switchToWriteAheadLog(db: Database): void {
  const giveUp = Date.now() + BUSY_TIMEOUT
  for (;;) {
    try {
      db.pragma('journal_mode = WAL')
      return
    } catch (error) {
      // Here SQLite does not wait by itself for another process that does the same.
      if (!isBusy(error) || Date.now() > giveUp) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
  }
}

/** Runs one transaction that survives even a power cut once this returns. Must not be inside another one. */
export function durably<T>(db: Database, work: () => T): T {
  db.pragma('synchronous = FULL')
  try {
    return db.transaction(work).immediate()
  } finally {
    db.pragma('synchronous = NORMAL')
  }
}

/** Whether another process holds the database. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY')
}

/** Whether the file is no database, or not a sound one. */
export function isDamage(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')
}

/** Whether a look is not enough: a creation was cut short, and SQLite has to roll it back first. */
export function needsRollback(error: unknown): boolean {
  return codeOf(error) === 'SQLITE_READONLY_ROLLBACK' || codeOf(error) === 'SQLITE_READONLY_RECOVERY'
}

/** Runs a write, and tells `DISK_FULL` from everything else. */
export function writing<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw isDiskFull(error) ? new KiraError('DISK_FULL', {}, { cause: error }) : error
  }
}

export function isDiskFull(error: unknown): boolean {
  // IOERR_WRITE: a quota. IOERR_SHMSIZE: no room for the index of the write-ahead log.
  return ['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE', 'SQLITE_IOERR_FSYNC'].includes(codeOf(error))
}

function codeOf(error: unknown): string {
  return error instanceof SQLite.SqliteError ? error.code : ''
}
