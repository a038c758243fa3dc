import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { forkModelProcess } from '../../electron/llm/local/fork.ts'
import type { ModelProcess, StartModelProcess } from '../../electron/llm/process.ts'

const WORKER = fileURLToPath(new URL('../../electron/llm/local/worker.ts', import.meta.url))

/** Starts real model processes, and remembers them. */
export function openModelProcesses(execArgv: readonly string[] = []): {
  readonly start: StartModelProcess
  readonly all: readonly ModelProcess[]
  latest(): ModelProcess
} {
  const all: ModelProcess[] = []
  const fork = forkModelProcess({ workerPath: WORKER, execArgv })
  return {
    all,
    start() {
      const started = fork()
      all.push(started)
      return started
    },
    latest() {
      const process = all.at(-1)
      if (process === undefined) throw new Error('no model process was started')
      return process
    },
  }
}

/** Whether a process still does something. One that ended but was not collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  if (process.platform !== 'linux') return true
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
