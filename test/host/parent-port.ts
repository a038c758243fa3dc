import { EventEmitter } from 'node:events'

/** Loaded before a utility process's own code: gives it Electron's `process.parentPort`. */
class ParentPort extends EventEmitter {
  postMessage(message: unknown): void {
    process.send?.(message, undefined, {}, () => {})
  }
}

const parentPort = new ParentPort()
process.on('message', (data) => parentPort.emit('message', { data, ports: [] }))
Object.defineProperty(process, 'parentPort', { value: parentPort })
// As in Electron, a utility process does not outlive the app.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
