import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DEFAULT_SETTINGS } from '../../electron/contract/index.ts'
import { STARTER } from '../starter-model/starter.ts'
import type { CompanionAnswer } from './companion-process.ts'
import { openKira } from './kira.ts'
import { section, table } from './markdown.ts'
import { median } from './median.ts'
import { PERSONA } from './persona.ts'

const ROUNDS = 5
const COMPANION = fileURLToPath(new URL('./companion-process.ts', import.meta.url))

/** How long a model takes to load, from the start of its process to the read system prompt, and what memory Kira takes. */
export async function loading(own?: string): Promise<string> {
  const path = own ?? STARTER
  return section('Loading, and memory', await loadTimes(path, own === undefined), await memory(path))
}

async function loadTimes(path: string, starter: boolean): Promise<string> {
  const times = { cold: [] as number[], warm: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    if (forgetFile(path)) times.cold.push(await load())
    times.warm.push(await load())
  }
  const told = (ms: readonly number[]) => (ms.length === 0 ? '–' : `${median(ms).toFixed(0)} ms`)
  return table(
    ['the model is loaded', 'in'],
    [
      ['from the disk', told(times.cold)],
      ['from the system’s cache', told(times.warm)],
    ],
  )

  async function load(): Promise<number> {
    const startedAt = performance.now()
    const { model } = await openKira({ path, starter, wish: DEFAULT_SETTINGS.model }, PERSONA.systemPrompt.en)
    const ms = performance.now() - startedAt
    await model.dispose()
    return ms
  }
}

/** Has the system drop a file from its cache, where it has a way to: GNU's dd. */
function forgetFile(path: string): boolean {
  return spawnSync('dd', [`if=${path}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' }).status === 0
}

/** Resident memory of Kira's own process and of her model's, where the system tells it (`/proc`). */
async function memory(path: string): Promise<string> {
  if (process.platform !== 'linux') return ''
  const dataDir = mkdtempSync(join(tmpdir(), 'kira-bench-'))
  const companion = fork(COMPANION, [dataDir, path], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  try {
    const [{ model }] = (await once(companion, 'message')) as [CompanionAnswer]
    const idle = [residentMiB(companion.pid), residentMiB(model)]
    companion.send('talk')
    let talking = idle
    const watch = setInterval(() => {
      const now = [residentMiB(companion.pid), residentMiB(model)]
      talking = talking.map((most, index) => Math.max(most, now[index] ?? 0))
    }, 20)
    await once(companion, 'message')
    clearInterval(watch)
    const row = (name: string, index: number) => [
      name,
      ...[idle, talking].map((each) => `${each[index]?.toFixed(0)} MiB`),
    ]
    return table(['memory', 'idle', 'talking'], [row('Kira (web host)', 0), row('her model', 1)])
  } finally {
    companion.kill('SIGKILL')
    await once(companion, 'exit')
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function residentMiB(pid: number | undefined): number {
  const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kib) / 1024
}
