/** The way to the process that started this one. */
export interface ParentPort {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

/** What Electron's utility processes find at `process.parentPort`. */
interface UtilityPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

/** Finds the parent: on Electron `process.parentPort`, on Node the channel of `child_process.fork`. */
export function openParentPort(): ParentPort {
  const utilityPort = (process as { parentPort?: UtilityPort }).parentPort
  if (utilityPort !== undefined)
    return {
      post: (message) => utilityPort.postMessage(message),
      onMessage: (listener) => utilityPort.on('message', ({ data }) => listener(data)),
    }
  // Without a parent this process has no purpose. SIGKILL, since leaving in order would wait for a busy native thread.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  return {
    // The callback keeps a message that is too late from becoming an uncaught error.
    post: (message) => void process.send?.(message, undefined, {}, () => {}),
    onMessage: (listener) => void process.on('message', listener),
  }
}
