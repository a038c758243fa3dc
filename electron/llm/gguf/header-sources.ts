import { accessSync, closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { GgufError } from './gguf-error.ts'
import { type GgufHeader, parseGgufHeader } from './gguf-header.ts'

/** A file's header, and how many bytes the file has. */
export interface SizedHeader {
  readonly header: GgufHeader
  readonly size: number
}

/** In bytes. What is behind the first piece, as large vocabularies are, comes in ever larger ones. */
const FIRST_PIECE = 512 * 1024

/** @throws GgufError; what the file system throws. */
export function readFileHeader(path: string): SizedHeader {
  // A folder or a pipe is told apart before it is opened: opening a pipe would wait for its writer.
  if (!statSync(path).isFile()) throw new GgufError('not-gguf', 'it is not a file')
  accessSync(path, constants.R_OK)
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    let beginning = readStart(file, Math.min(size, FIRST_PIECE))
    for (;;) {
      const parsed = parseGgufHeader(beginning, size)
      if (!('needs' in parsed)) return whole({ header: parsed, size })
      beginning = readStart(file, Math.min(size, Math.max(parsed.needs, 4 * beginning.length)))
    }
  } finally {
    closeSync(file)
  }
}

function readStart(file: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  if (readSync(file, bytes, 0, length, 0) < length) throw new GgufError('truncated', 'it ended early')
  return bytes
}

/**
 * Of a file on a server only the pieces that its header lies in are fetched, by range requests.
 * @param url http or https
 * @throws GgufError; UnreachableError; what `fetch` throws.
 */
export async function fetchHeader(url: string, fetch: typeof globalThis.fetch): Promise<SizedHeader> {
  let beginning = Buffer.alloc(0)
  let wanted = FIRST_PIECE
  for (;;) {
    const piece = await fetchPiece(url, beginning.length, wanted, fetch)
    beginning = Buffer.concat([beginning, piece.bytes])
    const parsed = parseGgufHeader(beginning, piece.size)
    if (!('needs' in parsed)) return whole({ header: parsed, size: piece.size })
    if (piece.bytes.length === 0) throw new GgufError('truncated', 'the server sent no more of it')
    wanted = Math.min(piece.size, Math.max(parsed.needs, 2 * beginning.length))
  }
}

/** The server has no such file, or doesn't give it. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
  readonly status: number

  constructor(status: number) {
    super(`the server answered ${status}`)
    this.status = status
  }
}

/** The bytes of a file from `start` up to `end`, and its whole size. A server that knows no ranges is cut short. */
async function fetchPiece(url: string, start: number, end: number, fetch: typeof globalThis.fetch) {
  const stop = new AbortController()
  try {
    const headers = { range: `bytes=${start}-${end - 1}`, 'accept-encoding': 'identity' }
    const answer = await fetch(url, { headers, signal: stop.signal })
    if (!answer.ok) throw new UnreachableError(answer.status)
    const ranged = answer.status === 206
    const size = Number(
      ranged ? answer.headers.get('content-range')?.split('/')[1] : answer.headers.get('content-length'),
    )
    if (!Number.isSafeInteger(size) || size <= 0) throw new GgufError('not-gguf', 'the server doesn’t tell its size')
    const bytes = await readUpTo(answer, ranged ? end - start : end)
    return { size, bytes: ranged ? bytes : bytes.subarray(start) }
  } finally {
    stop.abort()
  }
}

async function readUpTo({ body }: Response, length: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let got = 0
  if (body === null) return Buffer.alloc(0)
  for await (const piece of body) {
    pieces.push(piece)
    got += piece.length
    if (got >= length) break
  }
  return Buffer.concat(pieces).subarray(0, length)
}

function whole(sized: SizedHeader): SizedHeader {
  const { header, size } = sized
  if (!(header.dataEnd <= size))
    throw new GgufError('truncated', `it has ${size} bytes, and its tensors end at ${header.dataEnd}`)
  return sized
}
