import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freeBytes } from '../../electron/app/free-bytes.ts'

test('a folder that is still to be made has as much room as the one it will be in', async () => {
  const there = await freeBytes(tmpdir())
  const toBe = await freeBytes(join(tmpdir(), 'not', 'there', 'yet'))
  expect(there).toBeGreaterThan(0)
  expect(Math.abs(toBe - there)).toBeLessThan(1e9)
})
