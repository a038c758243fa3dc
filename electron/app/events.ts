import { EventPublisher } from '@orpc/server'
import type { CompanionEvent } from '../contract/index.ts'

/** What the rooms tell, to every window that listens. */
export interface Events {
  publish(event: CompanionEvent): void
  /** Ends, by throwing, when the signal aborts. */
  subscribe(signal: AbortSignal | undefined): AsyncGenerator<CompanionEvent>
}

export function createEvents(): Events {
  // A dropped event would lose text, so a slow window is given all the room it needs.
  const publisher = new EventPublisher<{ event: CompanionEvent }>({ maxBufferedEvents: Number.POSITIVE_INFINITY })
  return {
    publish: (event) => publisher.publish('event', event),
    subscribe: (signal) => publisher.subscribe('event', { signal }),
  }
}
