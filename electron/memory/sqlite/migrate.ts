import type { Database } from './database.ts'
import { migrations } from './migrations/index.ts'

/** Which of the migrations a database has had. */
export function versionOf(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/** Brings a database to the newest version, each migration whole or not at all. */
export function migrate(db: Database): void {
  for (const [i, migration] of migrations.entries()) {
    if (versionOf(db) > i) continue
    db.transaction(() => {
      // Asked again inside the transaction: another process may just have done it.
      if (versionOf(db) > i) return
      db.exec(migration)
      db.pragma(`user_version = ${i + 1}`)
    }).immediate()
  }
}
