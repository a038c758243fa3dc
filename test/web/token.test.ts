import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { carriesToken } from '../../electron/web/guard.ts'
import { loadOrCreateToken } from '../../electron/web/token.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'kira-token-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

test('the token stays the same over restarts, and only its owner can read it', () => {
  const token = loadOrCreateToken(dataDir)
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  if (process.platform !== 'win32') {
    chmodSync(join(dataDir, 'web-token'), 0o644)
    expect(loadOrCreateToken(dataDir)).toBe(token)
    expect(statSync(join(dataDir, 'web-token')).mode & 0o777).toBe(0o600)
  }
})

test('a file that holds no token is replaced', () => {
  for (const broken of ['', 'short', 'ünïcode'.repeat(10)]) {
    writeFileSync(join(dataDir, 'web-token'), broken)
    expect(loadOrCreateToken(dataDir)).toBe(readFileSync(join(dataDir, 'web-token'), 'utf8').trim())
    expect(loadOrCreateToken(dataDir)).not.toBe(broken)
  }
})

test('a folder that cannot be written to is named', () => {
  const missing = join(dataDir, 'not', 'there')
  expect(() => loadOrCreateToken(missing)).toThrow(expect.objectContaining({ code: 'DATA_FOLDER_UNWRITABLE' }))
})

test('only the token itself opens the door', () => {
  const token = loadOrCreateToken(dataDir)
  expect(carriesToken(`kira, kira.token.${token}`, token)).toBe(true)
  expect(carriesToken(undefined, token)).toBe(false)
  fc.assert(fc.property(fc.string(), (header) => !carriesToken(`kira, kira.token.${header}`, token)))
})
