import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KiraError } from '../../electron/contract/index.ts'
import { inspectModel } from '../../electron/llm/local/inspect.ts'
import { writeTinyModel } from './tiny-model.ts'

let folder: string
let whole: Buffer
const at = (name: string) => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kira-inspect-'))
  writeTinyModel(at('tiny.gguf'), { name: 'Tiny one', contextLength: 768, layers: 1, width: 32 })
  whole = readFileSync(at('tiny.gguf'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The code of what `inspectModel` throws, or `undefined` where it is content. */
function codeFor(path: string): string | undefined {
  try {
    inspectModel(path)
    return undefined
  } catch (error) {
    if (error instanceof KiraError) return error.code
    throw error
  }
}

function withBytes(name: string, bytes: string | Uint8Array): string {
  writeFileSync(at(name), bytes)
  return at(name)
}

test('a whole model tells its name and what context it was trained for', () => {
  expect(inspectModel(at('tiny.gguf'))).toEqual({ name: 'Tiny one', trainContextSize: 768 })
})

test('a model without a name has its file’s', () => {
  writeTinyModel(at('nameless.gguf'), { name: '', layers: 1, width: 32 })
  expect(inspectModel(at('nameless.gguf')).name).toBe('nameless.gguf')
})

test('what is not there', () => {
  expect(codeFor(at('missing.gguf'))).toBe('MODEL_NOT_FOUND')
  expect(codeFor(join(at('tiny.gguf'), 'below-a-file.gguf'))).toBe('MODEL_NOT_FOUND')
})

test('what is not a GGUF file', () => {
  mkdirSync(at('folder.gguf'))
  expect(codeFor(at('folder.gguf'))).toBe('MODEL_NOT_GGUF')
  expect(codeFor(withBytes('empty.gguf', ''))).toBe('MODEL_NOT_GGUF')
  expect(codeFor(withBytes('ten-bytes.gguf', '0123456789'))).toBe('MODEL_NOT_GGUF')
  expect(codeFor(withBytes('text.gguf', 'Dear diary,\n'.repeat(1000)))).toBe('MODEL_NOT_GGUF')
})

test('what this user may not read', () => {
  const path = withBytes('private.gguf', whole)
  chmodSync(path, 0)
  // Nothing is closed to root, nor by chmod on Windows.
  const everythingIsOpen = process.platform === 'win32' || process.getuid?.() === 0
  expect(codeFor(path)).toBe(everythingIsOpen ? undefined : 'MODEL_UNREADABLE')
})

test('a file that was cut anywhere', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: whole.length - 1 }), (length) => {
      const path = withBytes('cut.gguf', whole)
      truncateSync(path, length)
      expect(codeFor(path)).toBe('MODEL_TRUNCATED')
    }),
  )
})

test('another version of the format, and a file without weights', () => {
  const newer = Buffer.from(whole)
  newer.writeUInt32LE(99, 4)
  expect(codeFor(withBytes('newer.gguf', newer))).toBe('MODEL_UNSUPPORTED')
  const hollow = Buffer.from(whole)
  hollow.writeBigUInt64LE(0n, 8)
  expect(codeFor(withBytes('hollow.gguf', hollow))).toBe('MODEL_UNSUPPORTED')
})

test('damaged headers are refused or read, but never hang, crash or run out of memory', () => {
  const damage = fc.array(fc.tuple(fc.nat({ max: 9000 }), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 8,
  })
  fc.assert(
    fc.property(damage, (changes) => {
      const damaged = Buffer.from(whole)
      for (const [place, byte] of changes) damaged[place] = byte
      const code = codeFor(withBytes('damaged.gguf', damaged))
      expect([undefined, 'MODEL_NOT_GGUF', 'MODEL_TRUNCATED', 'MODEL_UNSUPPORTED']).toContain(code)
    }),
    { numRuns: 500 },
  )
})
