/**
 * A process that holds a model, as the host started it: `utilityProcess` on Electron, `child_process.fork` on Node.
 * The messages are those of llm/local/protocol.ts.
 */
export interface ModelProcess {
  /** Undefined until it runs, and after it ended. */
  readonly pid: number | undefined
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, also when the process could not be started. `reason` is for the log: an exit code, a signal. */
  onExit(listener: (reason: string) => void): void
  /** Ends it now, whatever it is doing. */
  kill(): void
}

/** Starts a fresh process for a model. Given by the host. */
export type StartModelProcess = () => ModelProcess
