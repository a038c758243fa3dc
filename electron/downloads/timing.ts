/** How long things take or may take, in milliseconds; tests shorten them. */
export interface Timing {
  /** A server from which no byte comes for so long is given up. */
  readonly stalled: number
  /** Before the first new try; it doubles with each one that brought nothing. */
  readonly retry: number
  /** Between two moments at which what has come is made durable: a power cut loses no more than that. */
  readonly keep: number
  /** Between two words about how it goes. */
  readonly tell: number
}

export const TIMING: Timing = { stalled: 30_000, retry: 1000, keep: 5000, tell: 250 }
