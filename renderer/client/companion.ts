import { createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import {
  type CompanionEvent,
  type Contract,
  ERROR_CODES,
  errorDataSchema,
  KiraError,
  toKiraError,
} from '../../electron/contract/index.ts'
import { createStore, type Store } from './store.ts'
import { chooseWire, type Wire } from './wire.ts'

type Calls = ContractRouterClient<Contract>

/** Kira, as a page sees her. It is the same whether she is a port or a socket away. */
export interface Companion {
  /** The contract's calls, such as `call.chat.send({ text })`. They reject with a KiraError. */
  readonly call: Calls
  readonly events: {
    /** Calls back for each event, the snapshots included, until the returned function is called. */
    subscribe(listener: (event: CompanionEvent) => void): () => void
  }
  /** What the events add up to. */
  readonly state: Pick<Store, 'get' | 'subscribe'>
  /** Puts a page of history into the state (see history.ts). */
  readonly dispatch: Store['dispatch']
  /** Ends the connection for good. */
  close(): void
}

/** What is waited before the n-th new try, in milliseconds: 250, 500, 1000 … at most 5 s. */
export const backoff = (attempt: number): number => Math.min(5000, 250 * 2 ** attempt)

export interface ConnectOptions {
  /** Opens a connection; null where this page has no right to one. */
  readonly openWire: (() => Wire) | null
  readonly wait: (milliseconds: number) => Promise<void>
}

/** Connects this page to the companion and stays connected: a lost connection is tried again until `close`. */
export function connect(
  { openWire, wait }: ConnectOptions = {
    openWire: chooseWire(window),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  },
): Companion {
  const store = createStore()
  const listeners = new Set<(event: CompanionEvent) => void>()
  const life = new AbortController()
  let wire: Wire | null = null

  const call: Calls = createORPCClient({
    async call(path, input, options) {
      if (!wire) throw new KiraError(openWire ? 'CONNECTION_LOST' : 'CONNECTION_REFUSED')
      try {
        return await wire.link.call(path, input, options)
      } catch (error) {
        if (options.signal?.aborted) throw error
        throw fromWire(error)
      }
    },
  })

  /** Follows one connection to its end and says how it ended. */
  async function follow(current: Wire, onEvent: () => void): Promise<'lost' | 'refused'> {
    wire = current
    try {
      for await (const event of await call.events(undefined, { signal: life.signal })) {
        onEvent()
        store.dispatch(event)
        for (const listener of listeners) listener(event)
      }
    } catch {
      // Whatever ended the stream, a new connection begins with a snapshot.
    }
    wire = null
    current.close()
    return current.closed
  }

  async function stayConnected(): Promise<void> {
    let attempt = 0
    while (openWire && !life.signal.aborted) {
      const end = await follow(openWire(), () => {
        attempt = 0
      })
      if (life.signal.aborted) return
      if (end === 'refused') break
      store.dispatch({ type: 'connection-changed', connection: 'lost' })
      await wait(backoff(attempt++))
    }
    if (!life.signal.aborted) store.dispatch({ type: 'connection-changed', connection: 'refused' })
  }

  void stayConnected()
  return {
    call,
    events: {
      subscribe(listener) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    },
    state: { get: store.get, subscribe: store.subscribe },
    dispatch: store.dispatch,
    close() {
      life.abort()
      wire?.close()
    },
  }
}

/** An error of the other side, as it was thrown there; what is no answer at all means that the connection broke. */
function fromWire(error: unknown): KiraError {
  if (!(error instanceof ORPCError)) return new KiraError('CONNECTION_LOST', {}, { cause: error })
  const code = ERROR_CODES.find((known) => known === error.code)
  const data = errorDataSchema.safeParse(error.data)
  return code ? new KiraError(code, data.success ? data.data : {}) : toKiraError(error)
}
