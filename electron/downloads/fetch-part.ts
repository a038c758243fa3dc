import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import { KiraError } from '../contract/index.ts'
import { mustHaveRoom, saving } from './disk.ts'
import type { Answer, OpenUrl } from './open-url.ts'
import type { Pace } from './pace.ts'
import type { Part } from './part.ts'
import type { Offer } from './port.ts'

/** A server that asks for more patience than that gets no more, in milliseconds. */
export const MOST_PATIENCE = 300_000
/** Statuses that say nothing about whether it goes well later. */
const MAYBE_LATER = [408, 425, 429]

export interface FetchParts {
  readonly offer: Offer
  readonly open: OpenUrl
  readonly pace: Pace
  readonly clock: () => number
  /** Milliseconds between two moments at which what has come is made durable. */
  readonly keepEvery: number
  /** The bytes that are free where the file goes. */
  diskFree(): Promise<number>
  onProgress(part: Part): void
}

/**
 * What came of asking a mirror. `ended`: it said that this was all. `cut`: it may go better later, after `waitMs` at
 * least. `useless`: this mirror does not have the file.
 */
export type Outcome =
  | { readonly is: 'ended' }
  | { readonly is: 'cut'; readonly why: KiraError; readonly waitMs: number }
  | { readonly is: 'useless'; readonly why: KiraError }

/**
 * Asks a mirror for what is missing, and adds what comes.
 * @throws KiraError `DOWNLOAD_PROXY_UNUSABLE`, `DOWNLOAD_NO_SPACE`, `DOWNLOAD_NOT_SAVED`; what the signal aborts with
 */
export async function fetchPart(part: Part, url: string, parts: FetchParts, signal: AbortSignal): Promise<Outcome> {
  const cut = (why: KiraError, waitMs = 0): Outcome => ({ is: 'cut', why, waitMs })
  const { host } = new URL(url)
  try {
    const answer = await parts.open(url, question(part, url), signal)
    try {
      return await take(answer)
    } finally {
      answer.close()
    }
  } catch (error) {
    if (!(error instanceof KiraError)) throw error
    if (error.code === 'DOWNLOAD_UNREACHABLE') return cut(error)
    if (error.code === 'DOWNLOAD_MISDIRECTED') return { is: 'useless', why: error }
    throw error
  }

  async function take({ status, headers, body }: Answer): Promise<Outcome> {
    const { offer, pace, clock } = parts
    const refused = new KiraError('DOWNLOAD_REFUSED', { host, status })
    if (status !== 200 && status !== 206) {
      // What has come is longer than the file, or of another one.
      if (status === 416 && part.done > 0) await part.startOver()
      else if (status < 500 && !MAYBE_LATER.includes(status)) return { is: 'useless', why: refused }
      return cut(refused, retryAfter(headers, clock()))
    }

    const { from, total } = status === 206 ? rangeOf(headers) : { from: 0, total: lengthOf(headers) }
    const { etag = null, 'last-modified': lastModified = null } = headers
    const other = new KiraError('DOWNLOAD_BROKEN', { file: offer.file, host })
    if (total !== null && !isLikely(offer, total)) return { is: 'useless', why: other }
    const same = from === part.done && isSame(part, url, { total, etag })
    if (!same && part.done > 0) await part.startOver()
    if (from !== part.done) return cut(other)
    const length = total ?? (part.done > 0 ? part.label.facts.length : null)
    const atMost = length ?? mostOf(offer)
    const missing = () => (length ?? offer.sizeBytes) - part.done
    await saving(offer.file, () => part.label.change({ url, etag, lastModified, length }), missing())
    const checkRoom = async () => mustHaveRoom(offer.file, missing(), await saving(offer.file, parts.diskFree))
    await checkRoom()
    let kept = clock()
    for await (const bytes of body) {
      if (part.done + bytes.length > atMost) {
        await part.startOver()
        return { is: 'useless', why: other }
      }
      for (const piece of portions(bytes, pace)) {
        await part.add(piece, url)
        parts.onProgress(part)
        await pace.wait(piece.length, signal)
      }
      if (Math.abs(clock() - kept) >= parts.keepEvery) {
        await part.keep()
        await checkRoom()
        kept = clock()
      }
    }
    if (part.done >= (length ?? leastOf(offer))) return { is: 'ended' }
    return cut(new KiraError('DOWNLOAD_UNREACHABLE', { host, detail: `${part.done} of ${length ?? '?'} bytes` }))
  }
}

function* portions(bytes: Uint8Array, pace: Pace): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + pace.portion())
    yield bytes.subarray(at, end)
    at = end
  }
}

function question(part: Part, url: string): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = { 'User-Agent': 'Kira', Accept: '*/*', 'Accept-Encoding': 'identity' }
  if (part.done === 0) return headers
  headers.Range = `bytes=${part.done}-`
  const { facts } = part.label
  // Another mirror has names of its own for the same file; the checksum tells whether it is.
  if (facts.url !== url) return headers
  // Weak ones may not be asked for: RFC 9110, 13.1.5.
  const version = facts.etag?.startsWith('"') ? facts.etag : facts.lastModified
  if (version) headers['If-Range'] = version
  return headers
}

/** Whether what comes can be a part of what has come, as far as a server tells. */
function isSame({ label: { facts } }: Part, url: string, said: { total: number | null; etag: string | null }): boolean {
  if (facts.length !== null && said.total !== null && facts.length !== said.total) return false
  return facts.url !== url || facts.etag === null || said.etag === null || facts.etag === said.etag
}

function rangeOf(headers: IncomingHttpHeaders): { from: number; total: number | null } {
  const [, from, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/i.exec(headers['content-range'] ?? '') ?? []
  return { from: from === undefined ? Number.NaN : Number(from), total: total && total !== '*' ? Number(total) : null }
}

function lengthOf(headers: IncomingHttpHeaders): number | null {
  const length = headers['content-length']
  return length === undefined ? null : Number(length)
}

/** In milliseconds: a number of seconds, or a date. */
function retryAfter(headers: IncomingHttpHeaders, now: number): number {
  const said = headers['retry-after']
  if (said === undefined) return 0
  const wait = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - now
  return Math.min(Math.max(0, wait || 0), MOST_PATIENCE)
}

/** A size that was rounded somewhere may be off by that part, and some bytes. */
const ROUNDING = 0.02
const SLACK = 1_000_000

const leastOf = ({ sizeBytes, sizeIsExact }: Offer) => (sizeIsExact ? sizeBytes : sizeBytes * (1 - ROUNDING) - SLACK)
const mostOf = ({ sizeBytes, sizeIsExact }: Offer) => (sizeIsExact ? sizeBytes : sizeBytes * (1 + ROUNDING) + SLACK)
const isLikely = (offer: Offer, length: number) => length >= leastOf(offer) && length <= mostOf(offer)
