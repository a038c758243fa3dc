import { setTimeout as sleep } from 'node:timers/promises'
import { KiraError } from '../contract/index.ts'
import { type FetchParts, fetchPart, MOST_PATIENCE } from './fetch-part.ts'
import type { Part } from './part.ts'

/** New tries in a row that bring nothing. */
const MOST_FAILURES = 8
/** The longest time before a new try, in milliseconds. */
const LONGEST_WAIT = 60_000

export interface FetchFileParts extends FetchParts {
  /** Milliseconds before the first new try. */
  readonly retryAfter: number
  /** From 0 to 1. */
  random(): number
  /** Told why nothing came, before it is tried again. */
  onSetback(why: KiraError): void
}

/**
 * Brings the rest of a file here: from the first mirror, then, where that fails, from the one whose time comes next. A
 * mirror that doesn't have the file, or has another one, is asked no more.
 * @throws KiraError `DOWNLOAD_UNREACHABLE`, `DOWNLOAD_REFUSED`, `DOWNLOAD_MISDIRECTED`, `DOWNLOAD_BROKEN`,
 * `DOWNLOAD_PROXY_UNUSABLE`, `DOWNLOAD_NO_SPACE`, `DOWNLOAD_NOT_SAVED`; what the signal aborts with
 */
export async function fetchFile(part: Part, parts: FetchFileParts, signal: AbortSignal): Promise<void> {
  const { offer, clock } = parts
  let mirrors = offer.urls.map((url) => ({ url, readyAt: 0 }))
  let mirror = mirrors[0]
  let why = new KiraError('DOWNLOAD_UNKNOWN', { id: offer.id })
  let furthest = part.done
  let failures = 0
  /** Whether what one mirror began may be gone on with from another one. */
  let mixing = true

  const next = () => mirrors.toSorted((a, b) => a.readyAt - b.readyAt)[0]
  function drop(url: string): void {
    mirrors = mirrors.filter((other) => other.url !== url)
    mirror = next()
  }

  // Whatever servers say about lengths and ends, the checksum is what counts.
  while (!part.isRight()) {
    if (!mirror) throw why
    // A clock that is set back makes nobody wait for hours.
    const wait = Math.min(mirror.readyAt - clock(), MOST_PATIENCE)
    if (wait > 0) await sleep(wait, undefined, { signal })
    if (!mixing && part.done > 0 && part.origin !== mirror.url) await part.startOver()
    const outcome = await fetchPart(part, mirror.url, parts, signal)
    if (part.isRight()) return
    // Who paused it meanwhile has no need to hear of a setback.
    signal.throwIfAborted()

    if (outcome.is === 'useless') {
      why = outcome.why
      drop(mirror.url)
    } else if (outcome.is === 'ended') {
      why = new KiraError('DOWNLOAD_BROKEN', { file: offer.file, host: new URL(mirror.url).host })
      // Where the bytes are from several mirrors, nobody can tell whose are wrong: from now on, from one at a time.
      if (part.origin === null) mixing = false
      else drop(part.origin)
      await part.startOver()
      furthest = 0
      failures = 0
    } else {
      why = outcome.why
      const helped = part.done > furthest
      furthest = Math.max(furthest, part.done)
      failures = helped ? 0 : failures + 1
      if (failures >= MOST_FAILURES) throw why
      const pause = Math.min(parts.retryAfter * 2 ** Math.max(0, failures - 1), LONGEST_WAIT)
      if (!helped) parts.onSetback(why)
      mirror.readyAt = clock() + Math.max(pause * (1 + parts.random() / 4), outcome.waitMs)
      if (!helped) mirror = next()
    }
  }
}
