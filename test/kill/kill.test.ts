import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { killRounds } from './kill-rounds.ts'

test('a Kira that is killed in the middle of replies has kept all that she had shown', {
  timeout: 240_000,
}, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kira-kill-'))
  try {
    const report = await killRounds({ rounds: 6, dataDir, random: Math.random })
    expect(report.lost).toEqual([])
    expect(report.shown).toBeGreaterThanOrEqual(12)
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
})
