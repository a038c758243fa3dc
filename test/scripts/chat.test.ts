import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const SCRIPT = join(import.meta.dirname, '../../scripts/chat.ts')

let dataDir: string
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'kira-terminal-'))
})
afterAll(() => rmSync(dataDir, { recursive: true }))

function chat(locale: string, ...more: string[]) {
  const args = [SCRIPT, '--message', 'hello', '--data-dir', dataDir, ...more]
  return promisify(execFile)(process.execPath, args, { env: { ...process.env, LC_ALL: locale } })
}

test('beside her answer, the terminal says how the model runs, and why', async () => {
  const english = await chat('en_GB.UTF-8')
  expect(english.stdout).toMatch(/\w/)
  expect(english.stdout).not.toContain('layers')
  expect(english.stderr).toMatch(
    /^kira-starter\.gguf: cpu_fallback, 0 of \d+ layers .*\(0 asked for\)\. The model is so/,
  )
  expect((await chat('fr_FR.UTF-8')).stderr).toMatch(/couches sur \d+ .* Le modèle est si petit/)
})

test('for other programs it is in the one object that is printed', async () => {
  const { stdout, stderr } = await chat('en_GB.UTF-8', '--json')
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toMatchObject({
    profile: 'cpu_fallback',
    layers: { asked: 0, got: 0, total: expect.any(Number) },
    why: expect.stringContaining('The model is so small'),
    reasons: [{ code: 'small-model', data: {} }],
  })
})
