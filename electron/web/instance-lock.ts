import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { proveToken, sameToken } from './token.ts'

/** What the lock file says. `origin` is null until the server listens. */
const lockSchema = z.object({ pid: z.number().int().positive(), origin: z.url().nullable() })
type Lock = z.infer<typeof lockSchema>

/** A start that has not come to listen after so long (in milliseconds) is not waited for any more. */
const LONGEST_START = 15_000
/** A lock file that says nothing after so long (in milliseconds) is not being written any more. */
const LONGEST_WRITE = 1_000
/** How long the running instance may take to answer, in milliseconds. */
const ANSWER_WITHIN = 3_000

export interface InstanceLock {
  /** Says where this instance can be found. */
  publish(origin: string): void
  release(): void
}

/**
 * One web host for each data folder. Gives the lock or, where another instance runs, where that one is.
 * A lock whose owner does not answer for it is a leftover, and is taken over.
 */
export async function lockInstance(
  dataDir: string,
  token: string,
): Promise<{ lock: InstanceLock; running?: never } | { lock?: never; running: string }> {
  const path = join(dataDir, 'web.lock')
  for (;;) {
    if (create(path)) return { lock: ownLock(path) }
    const found = read(path)
    if (found?.origin && (await answers(found.origin, token))) return { running: found.origin }
    if (isStarting(found, ageOf(path))) await sleep(100)
    else rmSync(path, { force: true })
  }
}

/** @param age of the lock file, in milliseconds */
function isStarting(lock: Lock | undefined, age: number): boolean {
  if (!lock) return age < LONGEST_WRITE
  return lock.origin === null && isAlive(lock.pid) && age < LONGEST_START
}

function ownLock(path: string): InstanceLock {
  return {
    publish: (origin) => writeFileSync(path, JSON.stringify({ pid: process.pid, origin } satisfies Lock)),
    release() {
      // Only our own: somebody may have taken it over.
      if (read(path)?.pid === process.pid) rmSync(path, { force: true })
    },
  }
}

/** False where there is a lock file already. */
function create(path: string): boolean {
  try {
    writeFileSync(path, JSON.stringify({ pid: process.pid, origin: null } satisfies Lock), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function read(path: string): Lock | undefined {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}

/** Whether a web host with this token listens there. A port may have got another owner since the lock was written. */
async function answers(origin: string, token: string): Promise<boolean> {
  const challenge = randomBytes(16).toString('hex')
  try {
    const response = await fetch(`${origin}/instance/${challenge}`, { signal: AbortSignal.timeout(ANSWER_WITHIN) })
    return response.ok && sameToken(await response.text(), proveToken(token, challenge))
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Milliseconds since the file was written. */
function ageOf(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs
  } catch {
    return 0
  }
}
