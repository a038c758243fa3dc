import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Memory } from '../../electron/memory/port.ts'
import { openSqliteMemory } from '../../electron/memory/sqlite/memory.ts'

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kira-memory-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A clock that moves on by a second at each look. */
export function ticking(start = Date.UTC(2026, 0, 1)): () => number {
  let now = start
  return () => (now += 1000)
}

export function openAt(path: string, clock: () => number = ticking()) {
  return openSqliteMemory({ path, clock, newId: () => crypto.randomUUID() })
}

/** A fresh memory in a real file. */
export function freshMemory(): { memory: Memory; path: string } {
  const path = join(temporaryFolder(), 'kira.db')
  const { memory } = openAt(path)
  return { memory, path }
}
