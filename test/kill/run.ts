// node test/kill/run.ts [ROUNDS]: the long version of kill.test.ts (200 rounds unless told otherwise).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killRounds } from './kill-rounds.ts'

const rounds = Number(process.argv[2] ?? 200)
const dataDir = mkdtempSync(join(tmpdir(), 'kira-kill-'))
const report = await killRounds({ rounds, dataDir, random: Math.random })
rmSync(dataDir, { recursive: true, force: true })
console.log(
  `${report.rounds} kills: ${report.shown} messages shown, ${report.interrupted} cut short, ${report.lost.length} lost`,
)
for (const line of report.lost) console.log(`  lost ${line}`)
process.exitCode = report.lost.length > 0 ? 1 : 0
