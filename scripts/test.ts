import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium } from './lib/chromium.ts'

const HELP = `npm test [-- VITEST ARGUMENTS]

The whole suite: order (Biome, tsc, dependency-cruiser, knip), the build, and the tests.
With arguments, only the tests that Vitest finds for them: npm test -- test/chat`

const root = join(import.meta.dirname, '..')
const arguments_ = process.argv.slice(2)
/** One TypeScript project a layer, so that the compiler guards what each may use. */
const LAYERS = ['electron/contract', 'electron/emotion', 'electron', 'renderer', 'scripts', 'test']

if (arguments_.includes('--help')) {
  console.log(HELP)
} else {
  process.exitCode = await main()
}

async function main(): Promise<number> {
  const only = arguments_.length > 0
  const checks: [name: string, command: string, ...args: string[]][] = [
    ['Biome', 'biome', 'ci', '--error-on-warnings', '.'],
    ...LAYERS.map((layer): [string, string, ...string[]] => [`tsc ${layer}`, 'tsc', '-p', layer]),
    ['dependency-cruiser', 'depcruise', 'electron', 'renderer', 'scripts', '--output-type', 'err-long'],
    ['knip', 'knip'],
  ]
  let passed = 0
  let failed = 0
  for (const [name, command, ...args] of only ? [] : checks) {
    const ok = run(name, command, args)
    if (ok) passed++
    else failed++
  }
  if (!run('build', 'electron-vite', ['build', '--logLevel', 'warn'])) failed++

  process.env.KIRA_CHROMIUM = await ensureChromium()
  const tests = runVitest()
  console.log(
    `${passed + tests.passed} passed, ${failed + tests.failed} failed${tests.skipped ? `, ${tests.skipped} skipped` : ''}`,
  )
  return failed + tests.failed > 0 ? 1 : 0
}

/** Runs a tool of node_modules/.bin, shows what it says, and tells whether it was content. */
function run(name: string, command: string, args: readonly string[]): boolean {
  console.log(`\n── ${name}`)
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) console.log(`✗ ${name} failed`)
  return status === 0
}

function runVitest(): { passed: number; failed: number; skipped: number } {
  const folder = mkdtempSync(join(tmpdir(), 'kira-test-'))
  const report = join(folder, 'report.json')
  const ok = run('tests', 'vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...arguments_,
  ])
  const counts = existsSync(report) ? readReport(report) : { passed: 0, failed: 0, skipped: 0 }
  rmSync(folder, { recursive: true, force: true })
  // A file that can't be loaded has no tests to count, and must still fail the run.
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

function readReport(path: string): { passed: number; failed: number; skipped: number } {
  const report = JSON.parse(readFileSync(path, 'utf8')) as Record<string, number>
  return {
    passed: report.numPassedTests ?? 0,
    failed: report.numFailedTests ?? 0,
    skipped: report.numPendingTests ?? 0,
  }
}
