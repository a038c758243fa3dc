import { closeSync, openSync } from 'node:fs'
import { KiraError } from '../../contract/index.ts'
import type { Memory } from '../port.ts'
import { type Database, isDamage, isDiskFull, openDatabase } from './database.ts'
import { inspectDatabase } from './inspect.ts'
import { createMessages } from './messages.ts'
import { migrate } from './migrate.ts'
import { createRecall } from './recall.ts'
import { recoverReplies } from './recover.ts'
import { createReplies } from './replies.ts'
import { createSessions } from './sessions.ts'
import { setAside } from './set-aside.ts'
import { createSummaries } from './summaries.ts'
import { takeWriterLock, type WriterLock } from './writer-lock.ts'

export interface SqliteMemoryOptions {
  /** The database's file, such as `<data folder>/kira.db`. Its folder exists. */
  readonly path: string
  /** Milliseconds since the Unix epoch. */
  readonly clock: () => number
  /** Makes ids that no other process makes. */
  readonly newId: () => string
}

/**
 * Opens the memory, or begins one. Several processes may have it open at a time. A damaged file is kept aside and a
 * new one begun: then `problems` holds a `DATABASE_CORRUPT` that says where the old one is. It holds a `DISK_FULL`
 * where the memory can be read but not written.
 *
 * @throws KiraError `DATABASE_NEWER` (the file is left as it is), `DATABASE_UNAVAILABLE`, `DISK_FULL`
 */
export function openSqliteMemory(options: SqliteMemoryOptions): { memory: Memory; problems: KiraError[] } {
  const { path, clock } = options
  try {
    const condition = inspectDatabase(path)
    if (condition === 'newer') throw new KiraError('DATABASE_NEWER', { path })
    const { db, problems } = condition === 'damaged' ? beginAnew(path, clock()) : openOrBeginAnew(path, clock())
    return { memory: createSqliteMemory(db, options), problems }
  } catch (error) {
    throw unavailable(path, error)
  }
}

interface Opened {
  readonly db: Database
  readonly problems: KiraError[]
}

function openOrBeginAnew(path: string, now: number): Opened {
  try {
    return open(path)
  } catch (error) {
    if (!isDamage(error)) throw error
    return beginAnew(path, now)
  }
}

function beginAnew(path: string, now: number): Opened {
  const problem = new KiraError('DATABASE_CORRUPT', { kept: setAside(path, now) })
  const { db, problems } = open(path)
  return { db, problems: [problem, ...problems] }
}

function open(path: string): Opened {
  // Made here where it is missing, so that nobody else may read it: what SQLite adds beside it has the same rights.
  closeSync(openSync(path, 'a', 0o600))
  const db = openDatabase(path)
  try {
    migrate(db)
    return { db, problems: recover(db, path) }
  } catch (error) {
    db.close()
    throw error
  }
}

/** On a full disk, replies that were interrupted wait for the next start: what was said can be read all the same. */
function recover(db: Database, path: string): KiraError[] {
  try {
    recoverReplies(db, path)
    return []
  } catch (error) {
    if (isDiskFull(error)) return [new KiraError('DISK_FULL', {}, { cause: error })]
    throw error
  }
}

function unavailable(path: string, error: unknown): KiraError {
  if (error instanceof KiraError) return error
  if (isDiskFull(error)) return new KiraError('DISK_FULL', {}, { cause: error })
  const detail = error instanceof Error ? error.message : String(error)
  return new KiraError('DATABASE_UNAVAILABLE', { path, detail }, { cause: error })
}

/** The memory in an open, migrated database. Closing the memory closes it. */
export function createSqliteMemory(db: Database, options: SqliteMemoryOptions): Memory {
  const { path, clock, newId } = options
  let lock: WriterLock | undefined
  const writerId = () => {
    lock ??= takeWriterLock(path, newId())
    return lock.id
  }

  const sessions = createSessions({ db, clock, newId })
  const messages = createMessages({ db, clock, newId, session: sessions.session })
  const replies = createReplies({ db, clock, newId, writerId, session: sessions.session, message: messages.message })
  return {
    ...sessions,
    ...messages,
    ...replies,
    ...createSummaries({ db, clock, session: sessions.session }),
    recall: createRecall(db, clock),
    close() {
      db.close()
      lock?.release()
    },
  }
}
