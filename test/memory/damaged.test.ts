import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '../../electron/memory/sqlite/database.ts'
import { freshMemory, openAt, temporaryFolder } from './helpers.ts'
import { recalledTexts, say } from './talk.ts'

/** The path of a memory that has been used, and closed. */
function usedMemory(): string {
  const { memory, path } = freshMemory()
  const { id } = memory.createSession()
  for (let i = 0; i < 40; i++)
    say(memory, id, `On day ${i} I saw a heron by the river. ${'It stood still. '.repeat(100)}`)
  memory.close()
  return path
}

/** Opens a damaged memory, and expects its bytes to be kept and a new one to be begun. Returns the kept file. */
function expectKept(path: string): string {
  const before = readFileSync(path)
  const { memory, problems } = openAt(path)
  const kept = String(problems[0]?.data.kept)
  expect(problems).toMatchObject([{ code: 'DATABASE_CORRUPT' }])
  expect(kept).toMatch(/kira\.damaged-2026-01-01T00-00-\d\d(-\d)?\.db$/)
  expect(readFileSync(kept).equals(before)).toBe(true)

  expect(memory.sessions()).toEqual([])
  say(memory, memory.createSession().id, 'a new beginning')
  memory.close()
  expect(openAt(path).problems).toEqual([])
  return kept
}

describe('a damaged memory is kept aside, byte by byte, and a new one begun', () => {
  test('a text file', () => {
    const path = join(temporaryFolder(), 'kira.db')
    writeFileSync(path, 'This is not a database, but somebody may want it.')
    expectKept(path)
  })

  test('random bytes behind a good header', () => {
    const path = usedMemory()
    const bytes = readFileSync(path)
    crypto.getRandomValues(bytes.subarray(4096, 4096 + 40_000))
    writeFileSync(path, bytes)
    expectKept(path)
  })

  test('a file that was cut off', () => {
    const whole = readFileSync(usedMemory())
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.95, noNaN: true }), (part) => {
        const path = join(temporaryFolder(), 'kira.db')
        writeFileSync(path, whole.subarray(0, Math.floor(whole.length * part)))
        expectKept(path)
      }),
      { numRuns: 8 },
    )
  })

  test('a database of another program', () => {
    const path = join(temporaryFolder(), 'kira.db')
    const db = openDatabase(path)
    db.exec('CREATE TABLE recipes (name TEXT)')
    db.close()
    expectKept(path)
  })

  test('twice in the same second: neither of the kept files is lost', () => {
    const folder = temporaryFolder()
    const path = join(folder, 'kira.db')
    const sameSecond = () => Date.UTC(2026, 0, 1)
    for (const text of ['first', 'second', 'third']) {
      writeFileSync(path, `${text} piece of something that is no database`)
      openAt(path, sameSecond).memory.close()
    }
    expect(readdirSync(folder).sort()).toEqual([
      'kira.damaged-2026-01-01T00-00-00-2.db',
      'kira.damaged-2026-01-01T00-00-00-3.db',
      'kira.damaged-2026-01-01T00-00-00.db',
      'kira.db',
    ])
  })

  test.each(['emptied', 'gone'])('a write-ahead log whose database is %s is kept too', (what) => {
    const { memory, path } = freshMemory()
    say(memory, memory.createSession().id, 'only in the log so far')
    const log = readFileSync(`${path}-wal`)
    expect(log.length).toBeGreaterThan(0)
    // As a crash leaves it: the log is there, and what it belongs to is not.
    const other = join(temporaryFolder(), 'kira.db')
    writeFileSync(`${other}-wal`, log)
    if (what === 'emptied') writeFileSync(other, '')
    const { problems } = openAt(other)
    expect(problems).toMatchObject([{ code: 'DATABASE_CORRUPT' }])
    expect(readFileSync(`${problems[0]?.data.kept}-wal`).equals(log)).toBe(true)
    memory.close()
  })
})

describe('a memory that can’t be used is left as it is', () => {
  test('one of a newer version', () => {
    const path = usedMemory()
    const db = openDatabase(path)
    db.pragma('user_version = 999')
    db.close()
    const before = readFileSync(path)
    expect(() => openAt(path)).toThrow(expect.objectContaining({ code: 'DATABASE_NEWER', data: { path } }))
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(dirname(path)).filter((file) => file.includes('damaged'))).toEqual([])
  })

  test('a folder in its place', () => {
    const path = join(temporaryFolder(), 'kira.db')
    mkdirSync(join(path, 'inside'), { recursive: true })
    expect(() => openAt(path)).toThrow(
      expect.objectContaining({ code: 'DATABASE_UNAVAILABLE', data: expect.objectContaining({ path }) }),
    )
    expect(existsSync(join(path, 'inside'))).toBe(true)
  })

  test('a folder that is missing', () => {
    const path = join(temporaryFolder(), 'nowhere', 'kira.db')
    expect(() => openAt(path)).toThrow(expect.objectContaining({ code: 'DATABASE_UNAVAILABLE' }))
  })
})

test('a memory that is closed and opened again is the same, and for the user alone', () => {
  const path = usedMemory()
  const { memory, problems } = openAt(path)
  expect(problems).toEqual([])
  expect(memory.openSession()?.title).toMatch(/^On day 0 I saw a heron/)
  expect(recalledTexts(memory, 'heron')).toHaveLength(5)
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
})
