import { fork } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { ModelProcess, StartModelProcess } from '../process.ts'
import type { Log } from './log.ts'

export interface ForkOptions {
  /** The absolute path of worker.ts, or of what it was built into. */
  readonly workerPath: string
  /** Options for Node itself. The parent's own are not passed on. */
  readonly execArgv?: readonly string[]
  /** Gets what the process prints; without it, that is dropped. */
  readonly log?: Log
}

/** Model processes on plain Node. Each ends by itself when its channel to this process closes. */
export function forkModelProcess({ workerPath, execArgv = [], log }: ForkOptions): StartModelProcess {
  return () => startFork(workerPath, execArgv, log)
}

function startFork(workerPath: string, execArgv: readonly string[], log: Log | undefined): ModelProcess {
  const child = fork(workerPath, [], {
    execArgv: [...execArgv],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  // What native code prints past our logger belongs into the log, not into the terminal.
  for (const output of [child.stdout, child.stderr])
    if (output !== null) createInterface(output).on('line', (line) => log?.debug({ pid: child.pid }, line))

  const exit = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`))
    child.on('error', (error) => {
      if (child.pid === undefined) resolve(`it could not be started: ${error.message}`)
      else log?.warn({ pid: child.pid, err: error }, 'model process')
    })
  })
  let ended = false
  void exit.then(() => {
    ended = true
  })
  return {
    get pid() {
      return ended ? undefined : child.pid
    },
    post(message) {
      // The callback takes the error of a channel that has just closed; the exit says all there is to say.
      if (child.connected) child.send(message as object, () => {})
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void exit.then(listener),
    kill: () => void child.kill('SIGKILL'),
  }
}
