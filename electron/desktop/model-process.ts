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
    return asModelProcess(child, options.log)
  }
}

function asModelProcess(child: UtilityProcess, log: Log): ModelProcess {
  const exit = new Promise<string>((resolve) => child.once('exit', (code) => resolve(`exit code ${code}`)))
  // Somebody has to listen: an error that nobody takes would end Kira herself. The exit that follows says the rest.
  child.on('error', (type, location) => log.warn({ pid: child.pid, type, location }, 'model process'))
  return {
    get pid() {
      return child.pid
    },
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void exit.then(listener),
    kill() {
      if (child.pid !== undefined) killNow(child.pid)
      // One that is still being started has no pid, and would live on.
      else child.once('spawn', () => child.pid !== undefined && killNow(child.pid))
    },
  }
}

/** Electron's own kill is a SIGTERM, which a process busy in native code may leave unanswered. */
function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has just ended by itself; the exit is about to be told.
  }
}
