import { createInterface } from 'node:readline'
import type { UtilityProcess, utilityProcess } from 'electron'
import type { Log } from '../app/log.ts'
import type { ModelProcess, StartModelProcess } from '../llm/process.ts'

/** Model processes on Electron: what forkModelProcess of llm/local is on Node. */
export function startInUtilityProcess(options: {
  /** The built worker. */
  workerPath: string
  utilityProcess: typeof utilityProcess
  log: Log
}): StartModelProcess {
  return () => {
    const child = options.utilityProcess.fork(options.workerPath, [], { serviceName: 'Kira model', stdio: 'pipe' })
    for (const output of [child.stdout, child.stderr]) {
      if (output) createInterface({ input: output }).on('line', (line) => options.log.debug({ pid: child.pid }, line))
    }
    return asModelProcess(child)
  }
}

function asModelProcess(child: UtilityProcess): ModelProcess {
  const exit = new Promise<string>((resolve) => child.once('exit', (code) => resolve(`exit code ${code}`)))
  return {
    get pid() {
      return child.pid
    },
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void exit.then(listener),
    kill() {
      // Electron's own kill is a SIGTERM, which a process busy in native code may leave unanswered.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
    },
  }
}
