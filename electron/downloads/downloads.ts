import { mkdir } from 'node:fs/promises'
import type { Logger } from 'pino'
import { type Download, KiraError, type Settings, toKiraError } from '../contract/index.ts'
import { bring, clear, drop, type Errand } from './bring.ts'
import { isElsewhere } from './claim.ts'
import { createLabel, freshFacts, type Label, type Left, readLeft } from './label.ts'
import { createNews } from './news.ts'
import { createOpenUrl } from './open-url.ts'
import { createPace } from './pace.ts'
import type { Downloads, Offer } from './port.ts'
import { createSpeed, type Speed } from './speed.ts'
import { TIMING, type Timing } from './timing.ts'

export interface DownloadsOptions {
  /** Where the files go; it need not exist. */
  readonly folder: string
  readonly offers: readonly Offer[]
  settings(): Settings['downloads']
  /** The bytes that are free in the folder. */
  diskFree(): Promise<number>
  readonly log: Pick<Logger, 'warn'>
  readonly clock: () => number
  /** From 0 to 1. */
  readonly random: () => number
  /** What may name a proxy, as `HTTPS_PROXY` does. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly timing?: Timing | undefined
}

interface Entry {
  readonly offer: Offer
  readonly label: Label
  readonly speed: Speed
  phase: Download['phase']
  doneBytes: number
  /** Why it ended; or, while it runs, why nothing comes at the moment. */
  failure: KiraError | null
  /** What is under way for it, and how to end that. */
  running: { abort: AbortController; ended: Promise<void> } | null
}

/** Goes on with what was under way when Kira ended; what was paused waits. */
export async function openDownloads(options: DownloadsOptions): Promise<Downloads> {
  const { folder, offers, settings, log, clock, timing = TIMING } = options
  const parts = {
    open: createOpenUrl({ proxy: () => settings().proxy, env: options.env, stalled: timing.stalled }),
    pace: createPace({ limit: () => inBytes(settings().limit), clock }),
    clock,
    random: options.random,
    diskFree: options.diskFree,
    keepEvery: timing.keep,
    retryAfter: timing.retry,
  }
  const entries = new Map<string, Entry>()
  /** What is being cancelled, by id. */
  const leaving = new Map<string, Promise<void>>()
  const news = createNews(() => [...entries.values()].map(asDownload), timing.tell)
  const finished = new Set<() => void>()
  let working = false
  let closed = false

  for (const left of await readLeft(folder)) await takeUp(left)
  void work()

  async function takeUp({ file, size, label }: Left): Promise<void> {
    const offer = offers.find((candidate) => candidate.file === file)
    if (label.is === 'right') {
      const { facts } = label
      if (offer?.id === facts.id && offer.sha256 === facts.sha256) {
        enter(offer, createLabel(folder, file, facts), facts.wanted === 'running' ? 'waiting' : 'paused')
      } else {
        // What is offered no more, or is another file by now, can't be gone on with.
        await clearAway(file)
      }
    } else if (offer && size > 0) {
      // Its name tells what it is to be, and its checksum will tell whether it is.
      log.warn({ file, err: label.why }, 'a part has no label that can be read; it waits to be gone on with')
      enter(offer, createLabel(folder, file, { ...freshFacts(offer), wanted: 'paused', done: size }), 'paused')
    } else if (label.is === 'damaged') {
      log.warn({ file, err: label.why }, 'a label can’t be read, and nobody can tell of what it is; it is removed')
      await clearAway(file)
    }
    // All else may be another program's: browsers have files that end in `.part`, too.
  }

  async function clearAway(file: string): Promise<void> {
    await clear(folder, file, clock).catch((error: unknown) => {
      log.warn({ file, err: error }, 'a part could not be removed')
    })
  }

  function enter(offer: Offer, label: Label, phase: Download['phase']): Entry {
    const { done: doneBytes } = label.facts
    const entry: Entry = {
      offer,
      label,
      speed: createSpeed(clock),
      phase,
      doneBytes,
      failure: null,
      running: null,
    }
    entries.set(offer.id, entry)
    return entry
  }

  function errandOf(entry: Entry): Errand {
    const { offer, label } = entry
    return {
      folder,
      offer,
      label,
      onPhase(phase) {
        entry.speed.reset()
        change(entry, phase)
      },
      onDone: (bytes) => progress(entry, bytes),
      onSetback: (why) => change(entry, 'running', why),
    }
  }

  function change(entry: Entry, phase: Download['phase'], failure: KiraError | null = null): void {
    entry.phase = phase
    entry.failure = failure
    news.tell()
  }

  function progress(entry: Entry, bytes: number): void {
    if (bytes > entry.doneBytes) entry.failure = null
    entry.doneBytes = bytes
    entry.speed.mark(bytes)
    news.tell()
  }

  /** Keeps what the user wants for the next start. */
  async function keepWish(entry: Entry, wanted: 'running' | 'paused'): Promise<void> {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      // What another Kira is at, she writes about; and nobody does about one that was cancelled meanwhile.
      if (await isElsewhere(folder, entry.offer.file, clock)) return
      if (entries.get(entry.offer.id) === entry) await entry.label.change({ wanted })
    } catch (error) {
      log.warn({ err: error }, 'what is wanted of a download could not be kept')
    }
  }

  /** One after the other. */
  async function work(): Promise<void> {
    if (working) return
    working = true
    for (let entry = next(); entry; entry = next()) {
      const abort = new AbortController()
      entry.running = { abort, ended: run(entry, abort.signal) }
      await entry.running.ended
      entry.running = null
    }
    working = false
  }

  function next(): Entry | undefined {
    return closed ? undefined : [...entries.values()].find(({ phase }) => phase === 'waiting')
  }

  /** Never throws. */
  async function run(entry: Entry, signal: AbortSignal): Promise<void> {
    // While no byte comes, that is news, too: it gets slower.
    const ticking = setInterval(() => progress(entry, entry.doneBytes), 2 * timing.tell).unref()
    try {
      await bring(errandOf(entry), parts, signal)
      change(entry, 'done')
      for (const listener of finished) listener()
    } catch (error) {
      // What could not be kept has to come again.
      entry.doneBytes = entry.label.facts.done
      // Where it was ended, the one who did that has said what comes next.
      if (signal.aborted) return news.tell()
      log.warn({ err: error, file: entry.offer.file }, 'a download failed')
      change(entry, 'failed', toKiraError(error))
      if (entry.failure?.code !== 'DOWNLOAD_ELSEWHERE') await keepWish(entry, 'paused')
    } finally {
      clearInterval(ticking)
    }
  }

  async function leave(entry: Entry): Promise<void> {
    entry.running?.abort.abort()
    await entry.running?.ended
    await drop(errandOf(entry), clock)
  }

  return {
    list: news.list,
    async start(id) {
      const offer = offers.find((candidate) => candidate.id === id)
      if (!offer) throw new KiraError('DOWNLOAD_UNKNOWN', { id })
      while (leaving.has(id)) await leaving.get(id)?.catch(() => {})
      const known = entries.get(id)
      if (closed || (known && isUnderWay(known))) return
      // One that came whole may be wanted again, since it was deleted: what was known of it is over.
      const begun = known?.phase === 'done' ? undefined : known
      const entry = begun ?? enter(offer, createLabel(folder, offer.file, freshFacts(offer)), 'waiting')
      change(entry, 'waiting')
      await keepWish(entry, 'running')
      void work()
    },
    async pause(id) {
      const entry = entries.get(id)
      if (!entry || !isUnderWay(entry)) return
      change(entry, 'paused')
      entry.running?.abort.abort()
      await entry.running?.ended
      // Meanwhile it may have come whole, or been started again.
      if (entry.phase === 'paused') await keepWish(entry, 'paused')
    },
    async cancel(id) {
      const entry = entries.get(id)
      if (!entry) return leaving.get(id)
      entries.delete(id)
      news.tell()
      const gone = leave(entry).finally(() => leaving.delete(id))
      leaving.set(id, gone)
      await gone
    },
    onChange: news.onChange,
    onFinished(listener) {
      finished.add(listener)
      return () => finished.delete(listener)
    },
    async dispose() {
      closed = true
      const ending = [...entries.values()].map(({ running }) => {
        running?.abort.abort()
        return running?.ended
      })
      await Promise.allSettled([...ending, ...leaving.values()])
      news.dispose()
    },
  }
}

function isUnderWay({ phase }: Entry): boolean {
  return phase === 'waiting' || phase === 'running' || phase === 'checking'
}

function asDownload({ offer, label, speed, phase, doneBytes, failure }: Entry): Download {
  const totalBytes = phase === 'done' ? doneBytes : Math.max(label.facts.length ?? offer.sizeBytes, doneBytes)
  const bytesPerSecond = phase === 'running' ? speed.perSecond() : null
  return {
    id: offer.id,
    name: offer.name,
    phase,
    doneBytes,
    totalBytes,
    bytesPerSecond,
    secondsLeft: bytesPerSecond ? (totalBytes - doneBytes) / bytesPerSecond : null,
    failure: failure?.toFailure() ?? null,
  }
}

/** KiB a second in bytes a second. */
function inBytes(limit: number | null): number | null {
  return limit === null ? null : limit * 1024
}
