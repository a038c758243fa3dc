import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { utilityProcess } from 'electron'
import { expect, test, vi } from 'vitest'
import { silentLog } from '../../electron/app/log.ts'
import { startInUtilityProcess } from '../../electron/desktop/model-process.ts'
import { isAlive } from '../llm/model-processes.ts'

/** As Electron’s utility processes are: one has no pid before it runs, nor after its end. */
function playUtilityProcess() {
  const child = Object.assign(new EventEmitter(), {
    pid: undefined as number | undefined,
    stdout: null,
    stderr: null,
    postMessage() {},
  })
  const fork = () => child
  const start = startInUtilityProcess({
    workerPath: '/worker.js',
    utilityProcess: { fork } as unknown as typeof utilityProcess,
    log: silentLog(),
  })
  return { child, process: start() }
}

/** Some process, to be killed. */
function startSleeper() {
  const sleeper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  return sleeper.pid ?? 0
}

test('a process that is ended before it runs is ended as soon as it does', async () => {
  const { child, process } = playUtilityProcess()
  process.kill()
  const pid = startSleeper()
  child.pid = pid
  child.emit('spawn')
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false))
})

test('to end one that has just ended by itself is no error', async () => {
  const { child, process } = playUtilityProcess()
  const pid = startSleeper()
  child.pid = pid
  process.kill()
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false))
  process.kill()
  const ended = new Promise((resolve) => process.onExit(resolve))
  child.emit('exit', 9)
  expect(await ended).toBe('exit code 9')
})

test('an error of V8 there is not one here', () => {
  const { child } = playUtilityProcess()
  expect(() => child.emit('error', 'FatalError', 'heap', '{}')).not.toThrow()
})
