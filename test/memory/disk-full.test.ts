import { join } from 'node:path'
import { expect, test } from 'vitest'
import { NEUTRAL } from '../../electron/contract/index.ts'
import type { Memory } from '../../electron/memory/port.ts'
import { openDatabase } from '../../electron/memory/sqlite/database.ts'
import { createSqliteMemory } from '../../electron/memory/sqlite/memory.ts'
import { migrate } from '../../electron/memory/sqlite/migrate.ts'
import { openAt, temporaryFolder, ticking } from './helpers.ts'
import { answer, recalledTexts, say } from './talk.ts'

/** A memory on a disk that can be filled and freed: SQLite refuses to grow, as it does where no room is left. */
function memoryOnSmallDisk() {
  const path = join(temporaryFolder(), 'kira.db')
  const db = openDatabase(path)
  migrate(db)
  const memory = createSqliteMemory(db, { path, clock: ticking(), newId: () => crypto.randomUUID() })
  return {
    path,
    memory,
    fill: () => db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`),
    free: () => db.pragma('max_page_count = 4294967294'),
  }
}

const DISK_FULL = expect.objectContaining({ code: 'DISK_FULL' })

/** Appends until the disk is full; returns what was taken. */
function appendUntilFull(memory: Memory, replyId: string): string {
  let taken = ''
  expect(() => {
    for (;;) {
      memory.appendToReply(replyId, { text: 'and on it goes '.repeat(20), emotion: 'happy', intensity: 0.6 })
      taken += 'and on it goes '.repeat(20)
    }
  }).toThrow(DISK_FULL)
  return taken
}

test('on a full disk nothing is half remembered, and what was there stays', () => {
  const { memory, path, fill, free } = memoryOnSmallDisk()
  const { id: sessionId } = memory.createSession()
  const first = say(memory, sessionId, 'there was still room for a kingfisher')
  fill()
  const long = `no room for a pelican ${'any more '.repeat(3000)}`
  expect(() => say(memory, sessionId, long)).toThrow(DISK_FULL)
  expect(() => {
    for (;;) memory.createSession()
  }).toThrow(DISK_FULL)
  expect(memory.messages({ sessionId, limit: 9 }).messages).toEqual([first])
  expect(recalledTexts(memory, 'pelican')).toEqual([])
  expect(recalledTexts(memory, 'kingfisher')).toHaveLength(1)

  free()
  const sent = say(memory, sessionId, long)
  memory.close()
  expect(openAt(path).memory.message(sent.id).text).toBe(long)
})

test('a reply that fills the disk keeps what was shown, and the memory goes on once there is room', () => {
  const { memory, fill, free } = memoryOnSmallDisk()
  const { id: sessionId } = memory.createSession()
  const reply = memory.beginReply({ sessionId, replaces: null })
  fill()
  const shown = appendUntilFull(memory, reply.id)
  expect(memory.message(reply.id).text).toBe(shown)
  free()
  const end = { status: 'failed', ...NEUTRAL, promptText: shown, model: null, tokens: null } as const
  expect(memory.endReply(reply.id, end).text).toBe(shown)
  expect(answer(memory, sessionId, 'Better now.').text).toBe('Better now.')
})
