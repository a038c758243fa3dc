import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pino, { type Logger } from 'pino'

export type Log = Logger

/** Beyond this many bytes, the next start begins a new file. */
const LARGEST_FILE = 1024 * 1024
/** Files kept: kira.log and the two before it. */
const KEPT_FILES = 3

/** What anybody said, and what opens doors. Never in a log, wherever it stands in what is logged. */
const PRIVATE = ['text', 'promptText', 'segments', 'recalled', 'title', 'prompt', 'turns', 'system', 'token', 'hash']
const PRIVATE_PATHS = PRIVATE.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `*.*.*.${key}`])

/**
 * The log of what happens, in `<data folder>/logs/kira.log`: JSON lines that hold no one's words. It never stands in
 * Kira's way: where it can't be written, nothing is logged.
 */
export function openLog(options: { dataDir: string; level?: string | undefined }): Log {
  const folder = join(options.dataDir, 'logs')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    rotate(folder)
    const file = pino.destination({ dest: logFile(folder, 0), mode: 0o600, sync: true })
    file.on('error', () => {}) // A full disk must not end the process.
    return pino({ level: options.level ?? 'info', base: { pid: process.pid }, redact: PRIVATE_PATHS }, file)
  } catch {
    return silentLog()
  }
}

/** For tests, and where there is no place to log to. */
export function silentLog(): Log {
  return pino({ level: 'silent' })
}

/** kira.log → kira.1.log → kira.2.log → gone, once it has grown large. */
function rotate(folder: string): void {
  const size = statSync(logFile(folder, 0), { throwIfNoEntry: false })?.size ?? 0
  if (size <= LARGEST_FILE) return
  for (let i = KEPT_FILES - 1; i > 0; i--) {
    if (existsSync(logFile(folder, i - 1))) renameSync(logFile(folder, i - 1), logFile(folder, i))
  }
}

function logFile(folder: string, age: number): string {
  return join(folder, age === 0 ? 'kira.log' : `kira.${age}.log`)
}
