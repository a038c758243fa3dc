import { createHash, type Hash } from 'node:crypto'
import { constants, type FileHandle, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { hasCode, saving } from './disk.ts'
import { type Label, PART } from './label.ts'
import type { Offer } from './port.ts'

/** Read at once while a file is hashed, in bytes. */
const PIECE = 1 << 20

/** A file that is on its way: what has come of it lies on the disk, and is hashed. */
export interface Part {
  readonly label: Label
  /** Bytes that have come. */
  readonly done: number
  /** The mirror that all of it came from; null where there were several, or nobody knows. */
  readonly origin: string | null
  /** Adds what comes next. */
  add(bytes: Uint8Array, origin: string): Promise<void>
  /** Forgets what has come. */
  startOver(): Promise<void>
  /** Makes what has come durable. */
  keep(): Promise<void>
  /** Whether what has come is the whole file, and the right one: its checksum says so. */
  isRight(): boolean
  /** Gives the file, which must be right, its own name. */
  finish(): Promise<void>
  close(): Promise<void>
}

interface Reading {
  readonly folder: string
  readonly offer: Offer
  readonly signal: AbortSignal
  /** Told how many bytes are hashed. */
  onHashed(bytes: number): void
}

/**
 * Opens what has come of a file, if only nothing, and hashes it.
 * @throws KiraError `DOWNLOAD_NO_SPACE`, `DOWNLOAD_NOT_SAVED`; what the signal aborts with
 */
export async function openPart({ folder, offer, signal, onHashed }: Reading, label: Label): Promise<Part> {
  const path = join(folder, offer.file + PART)
  let done = 0
  const saved = <T>(work: () => Promise<T>) => saving(offer.file, work, offer.sizeBytes - done)
  const handle = await saved(() => open(path, constants.O_RDWR | constants.O_CREAT, 0o600))
  let hash: Hash = createHash('sha256')
  let origin: string | null = null

  async function close(): Promise<void> {
    await handle.close()
  }
  try {
    // What stands behind the last byte that was made durable may be anything, after a power cut.
    for await (const bytes of pieces(handle, label.facts.done, signal)) {
      hash.update(bytes)
      done += bytes.length
      onHashed(done)
    }
    await saved(() => handle.truncate(done))
  } catch (error) {
    await close()
    throw error
  }

  return {
    label,
    get done() {
      return done
    },
    get origin() {
      return origin
    },
    async add(bytes, from) {
      await saved(() => writeAll(handle, bytes, done))
      hash.update(bytes)
      origin = done === 0 || origin === from ? from : null
      done += bytes.length
    },
    async startOver() {
      hash = createHash('sha256')
      done = 0
      origin = null
      await saved(async () => {
        await handle.truncate(0)
        await label.change({ done: 0, url: null, etag: null, lastModified: null, length: null })
      })
    },
    keep: () =>
      saved(async () => {
        const kept = done
        await handle.datasync()
        await label.change({ done: kept })
      }),
    isRight: () => hash.copy().digest('hex') === offer.sha256,
    finish: () =>
      saved(async () => {
        await handle.sync()
        await close()
        await rename(path, join(folder, offer.file))
        await label.remove()
      }),
    close,
  }
}

/**
 * Whether the file is there under its own name, and right.
 * @throws KiraError `DOWNLOAD_NOT_SAVED`; what the signal aborts with
 */
export function isThere({ folder, offer, signal, onHashed }: Reading): Promise<boolean> {
  return saving(offer.file, async () => {
    let handle: FileHandle
    try {
      handle = await open(join(folder, offer.file), 'r')
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return false
      throw error
    }
    try {
      const hash = createHash('sha256')
      let done = 0
      for await (const bytes of pieces(handle, Number.POSITIVE_INFINITY, signal)) {
        hash.update(bytes)
        done += bytes.length
        onHashed(done)
      }
      return hash.digest('hex') === offer.sha256
    } finally {
      await handle.close()
    }
  })
}

/** The first `bytes` of a file, or all of it where it has fewer. Each piece is gone when the next one is asked for. */
async function* pieces(handle: FileHandle, bytes: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(PIECE)
  for (let at = 0; at < bytes; ) {
    signal.throwIfAborted()
    const { bytesRead } = await handle.read(buffer, 0, Math.min(PIECE, bytes - at), at)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    at += (await handle.write(bytes, at, bytes.length - at, position + at)).bytesWritten
  }
}
