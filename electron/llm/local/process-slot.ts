import { isDeepStrictEqual } from 'node:util'
import type { Machine } from '../../contract/index.ts'
import type { ModelChoice } from '../port.ts'
import type { StartModelProcess } from '../process.ts'
import { connect } from './connection.ts'
import { createListeners, type Listeners } from './listeners.ts'
import type { Log } from './log.ts'
import { type Opening, type OpeningParts, openModel } from './open-model.ts'
import type { After } from './patience.ts'

export interface ProcessSlotParts extends Pick<OpeningParts, 'rungs' | 'readShape' | 'now'> {
  readonly after: After
  readonly log: Log
  readonly startProcess: StartModelProcess
  /** The process of the moment ended by itself. */
  onEnded(opening: Opening, reason: string): void
  onProgress: OpeningParts['onProgress']
  /** What was to be read beforehand could not be. */
  onUnread(error: unknown): void
}

/** The place for the model's process: there is one at a time. */
export interface ProcessSlot {
  /** What the process of the moment opens, or has opened. */
  readonly opening: Opening | undefined
  /** Resolves when the processes before it are gone, and their memory with them. */
  readonly gone: Promise<unknown>
  /** The machine as a process saw it; null before one did. */
  readonly machine: Machine | null
  onMachine: Listeners<Machine>['add']
  /**
   * Starts a process, and lets it load. The one before has to be gone.
   * @param how.seen the machine as an earlier process saw it; @param how.gpu whether a graphics card may be looked for
   */
  open(choice: ModelChoice, how: { readonly gpu: boolean; readonly seen: Machine | undefined }): Opening
  /** Its process is gone. */
  leave(): void
  /** Ends its process. Resolves as `gone` does. */
  end(): Promise<unknown>
  /** What every prompt begins with: each process from now on reads it after its load. */
  prepare(system: string): void
  /** Lets the process that has loaded read it, where it is another one by now. */
  readPrepared(): void
}

export function createProcessSlot(parts: ProcessSlotParts): ProcessSlot {
  let opening: Opening | undefined
  let gone: Promise<unknown> = Promise.resolve()
  let machine: Machine | null = null
  let system: string | null = null
  /** What the process of the moment has read of that, or will. */
  let systemRead: string | null = null
  const machines = createListeners<Machine>()

  function leave(): void {
    opening = undefined
  }

  return {
    get opening() {
      return opening
    },
    get gone() {
      return gone
    },
    get machine() {
      return machine
    },
    onMachine: machines.add,

    open(choice, how) {
      systemRead = system
      const attempt = openModel({
        ...parts,
        ...how,
        choice,
        system,
        connection: connect(parts.startProcess(), {
          after: parts.after,
          log: parts.log,
          onEnd(reason) {
            if (opening === attempt) parts.onEnded(attempt, reason)
          },
        }),
        onMachine(seen) {
          if (isDeepStrictEqual(seen, machine)) return
          machine = seen
          machines.tell(seen)
        },
        onProgress(progress) {
          if (opening === attempt) parts.onProgress(progress)
        },
      })
      opening = attempt
      return attempt
    },

    leave,

    end() {
      const ending = opening
      leave()
      if (ending !== undefined) gone = Promise.all([gone, ending.connection.end()])
      return gone
    },

    prepare(next) {
      system = next
    },

    readPrepared() {
      if (opening === undefined || system === null || system === systemRead) return
      systemRead = system
      opening.connection.warmUp(system).catch(parts.onUnread)
    },
  }
}
