import { mkdir } from 'node:fs/promises'
import { KiraError } from '../contract/index.ts'
import { claim } from './claim.ts'
import { saving } from './disk.ts'
import { type FetchFileParts, fetchFile } from './fetch-file.ts'
import { type Label, removePart } from './label.ts'
import { isThere, openPart } from './part.ts'
import type { Offer } from './port.ts'

/** One file on its way here, and who wants to know how it goes. */
export interface Errand {
  readonly folder: string
  readonly offer: Offer
  readonly label: Label
  onPhase(phase: 'running' | 'checking'): void
  /** How many bytes have come or, while that is being looked at, are hashed. */
  onDone(bytes: number): void
  /** Why nothing came just now; it is tried again. */
  onSetback(why: KiraError): void
}

type BringParts = Omit<FetchFileParts, 'offer' | 'onProgress' | 'onSetback'>

/**
 * Brings a file here, from wherever it is on its way, until it stands under its own name.
 * @throws KiraError `DOWNLOAD_ELSEWHERE`, and what `fetchFile` throws; what the signal aborts with
 */
export async function bring(errand: Errand, parts: BringParts, signal: AbortSignal): Promise<void> {
  const { folder, offer, label, onPhase, onDone, onSetback } = errand
  const enter = (phase: 'running' | 'checking') => {
    signal.throwIfAborted()
    onPhase(phase)
  }
  const reading = { folder, offer, signal, onHashed: onDone }
  await alone(folder, offer.file, parts.clock, async () => {
    enter('checking')
    if (await isThere(reading)) return forget(errand)
    // Another Kira may have brought more of it meanwhile, and written that down.
    await saving(offer.file, () => label.change({ wanted: 'running' }), offer.sizeBytes - label.facts.done)
    const part = await openPart(reading, label)
    try {
      onDone(part.done)
      enter('running')
      await fetchFile(part, { ...parts, offer, onProgress: ({ done }) => onDone(done), onSetback }, signal)
      enter('checking')
      await part.finish()
    } catch (error) {
      // What made it fail is the better reason.
      await part.keep().catch(() => {})
      throw error
    } finally {
      await part.close()
    }
  })
}

/**
 * Deletes what has come of a file, and what is known about it.
 * @throws KiraError `DOWNLOAD_ELSEWHERE`, `DOWNLOAD_NOT_SAVED`
 */
export function drop(errand: Errand, clock: () => number): Promise<void> {
  return alone(errand.folder, errand.offer.file, clock, () => forget(errand))
}

/**
 * Deletes what is left of a file that nobody offers.
 * @throws KiraError `DOWNLOAD_ELSEWHERE`, `DOWNLOAD_NOT_SAVED`
 */
export function clear(folder: string, file: string, clock: () => number): Promise<void> {
  return alone(folder, file, clock, () => saving(file, () => removePart(folder, file)))
}

async function forget({ folder, offer: { file }, label }: Errand): Promise<void> {
  await saving(file, async () => {
    await label.remove()
    await removePart(folder, file)
  })
}

async function alone(folder: string, file: string, clock: () => number, work: () => Promise<void>): Promise<void> {
  const giveBack = await saving(file, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return claim(folder, file, clock)
  })
  if (!giveBack) throw new KiraError('DOWNLOAD_ELSEWHERE', { file })
  try {
    await work()
  } finally {
    await giveBack()
  }
}
