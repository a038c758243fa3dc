import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isStale } from '../../scripts/lib/build.ts'

const SOURCES = ['electron/desktop/main.ts', 'renderer/chat/main.tsx', 'electron.vite.config.ts', 'package.json']
const OUTPUTS = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']

let root: string
function write(path: string, second: number): void {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), '')
  utimesSync(join(root, path), second, second)
}
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kira-build-'))
  for (const path of SOURCES) write(path, 1000)
})
afterEach(() => rmSync(root, { recursive: true }))

test('a fresh clone is built, and what is built is not built again', () => {
  expect(isStale(root)).toBe(true)
  for (const path of OUTPUTS) write(path, 2000)
  expect(isStale(root)).toBe(false)
})

test.each(SOURCES)('a change of %s makes it stale', (path) => {
  for (const output of OUTPUTS) write(output, 2000)
  write(path, 3000)
  expect(isStale(root)).toBe(true)
})

test('a part that is missing makes it stale', () => {
  for (const output of OUTPUTS.slice(1)) write(output, 2000)
  expect(isStale(root)).toBe(true)
})
