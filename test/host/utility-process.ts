import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { app } from './app.ts'
import { StrictEmitter, strict } from './strict.ts'

const parentPort = new URL('./parent-port.ts', import.meta.url).href

class UtilityProcess extends StrictEmitter {
  readonly #child: ChildProcess
  constructor(path: string, args: readonly string[]) {
    super('UtilityProcess', ['error', 'exit', 'message', 'spawn'])
    this.#child = fork(path, args, {
      execArgv: ['--import', parentPort],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.#child.on('spawn', () => this.emit('spawn'))
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.on('exit', (code) => this.emit('exit', code ?? 1))
  }
  get pid() {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined
  }
  get stdout() {
    return this.#child.stdout
  }
  get stderr() {
    return this.#child.stderr
  }
  postMessage(message: object): void {
    if (this.#child.connected) this.#child.send(message, () => {})
  }
}

export const utilityProcess = strict('utilityProcess', {
  fork(path: string, args: readonly string[] = []) {
    if (!app.isReady()) throw new Error('utilityProcess cannot be created before app is ready')
    const file = path.startsWith('file:') ? fileURLToPath(path) : path
    return strict('UtilityProcess', new UtilityProcess(file, args))
  },
})
