import { statSync } from 'node:fs'
import { type Database, isDamage, needsRollback, openReadOnly } from './database.ts'
import { versionOf } from './migrate.ts'
import { migrations } from './migrations/index.ts'

export type Condition = 'missing' | 'sound' | 'damaged' | 'newer'

/** Looks at a database without changing a byte of it. Takes a time that grows with the file: it reads all of it. */
export function inspectDatabase(path: string): Condition {
  if (sizeOf(path) === 0) {
    // SQLite would delete a write-ahead log whose database is empty or gone, with all that is in it.
    return sizeOf(`${path}-wal`) > 0 ? 'damaged' : 'missing'
  }
  try {
    const db = openReadOnly(path)
    try {
      return conditionOf(db)
    } finally {
      db.close()
    }
  } catch (error) {
    if (isDamage(error)) return 'damaged'
    if (needsRollback(error)) return 'sound'
    throw error
  }
}

function conditionOf(db: Database): Condition {
  const version = versionOf(db)
  if (version > migrations.length) return 'newer'
  if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') return 'damaged'
  // A database of some other program is kept aside like a damaged one.
  const tables = db.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get() ?? 0
  return version === 0 && tables > 0 ? 'damaged' : 'sound'
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
