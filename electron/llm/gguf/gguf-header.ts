import { GgufError } from './gguf-error.ts'
import { blockOf } from './tensor-types.ts'

/**
 * Reads the header of a GGUF file: its metadata and its tensors' names, sizes and places, never the tensors themselves.
 * Every length is checked against the file's size before it is believed, so that a broken or hostile file ends in a
 * `GgufError`. Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */
export interface GgufHeader {
  /** Values by key, such as `general.name`. */
  readonly metadata: GgufMetadata
  readonly tensors: readonly GgufTensor[]
  /** Where the last tensor ends, in bytes from the file's start: what the file must at least measure. */
  readonly dataEnd: number
}

export type GgufMetadata = ReadonlyMap<string, GgufScalar | GgufArray>
export type GgufScalar = string | number | boolean

export interface GgufArray {
  readonly length: number
  /** Null where they are texts or too many to be kept, as the words of a vocabulary are. */
  readonly values: readonly number[] | null
}

export interface GgufTensor {
  readonly name: string
  readonly type: number
  /** How many values it has. */
  readonly values: number
  readonly bytes: number
}

const MAGIC = 'GGUF'
const VERSIONS = [2, 3]
const DEFAULT_ALIGNMENT = 32
const MAX_DIMENSIONS = 4
/**
 * Far more than any model has: the largest vocabularies make headers of 30 MB, the largest models some 2,000 tensors and 100
 * values. A header that has more would hold up all else for seconds.
 */
const MAX_HEADER_BYTES = 128 * 1024 ** 2
const [MAX_TENSORS, MAX_METADATA] = [65_536, 4096]
/** Longer arrays than one value a block are counted, not kept. */
const MAX_ARRAY_KEPT = 1024

/** Bytes of each metadata value of a fixed size, by its type number. */
const SCALAR_BYTES: Record<number, number> = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 }
const BOOLEAN = 7
const STRING = 8
const ARRAY = 9

/**
 * The header, from the bytes that the file begins with; or, where those are too few, how many there must be to go on.
 * @throws GgufError
 */
export function parseGgufHeader(beginning: Buffer, fileSize: number): GgufHeader | { readonly needs: number } {
  try {
    return parse(new ByteReader(beginning, fileSize))
  } catch (error) {
    if (error instanceof MoreBytes) return { needs: error.needs }
    throw error
  }
}

function parse(bytes: ByteReader): GgufHeader {
  if (bytes.fileSize < MAGIC.length || bytes.take(MAGIC.length).toString('latin1') !== MAGIC)
    throw new GgufError('not-gguf', 'it does not begin with GGUF')
  const version = bytes.uint32()
  if (!VERSIONS.includes(version)) throw new GgufError('unsupported', `GGUF version ${version}`)

  const tensorCount = bytes.count(MAX_TENSORS)
  const metadataCount = bytes.count(MAX_METADATA)
  const metadata = new Map<string, GgufScalar | GgufArray>()
  for (let i = 0; i < metadataCount; i++) {
    const key = bytes.string()
    metadata.set(key, readValue(bytes, bytes.uint32()))
  }
  const places = Array.from({ length: tensorCount }, () => readTensor(bytes))
  const alignment = Number(metadata.get('general.alignment')) || DEFAULT_ALIGNMENT
  const dataStart = Math.ceil(bytes.position / alignment) * alignment
  const tensors = measured(places, bytes.fileSize - dataStart)
  const dataLength = tensors.reduce((end, { offset, bytes: length }) => Math.max(end, offset + length), 0)
  return { metadata, tensors, dataEnd: dataStart + dataLength }
}

function readValue(bytes: ByteReader, type: number): GgufScalar | GgufArray {
  if (type === STRING) return bytes.string()
  if (type === ARRAY) return readArray(bytes)
  return type === BOOLEAN ? readNumber(bytes, type) !== 0 : readNumber(bytes, type)
}

function readNumber(bytes: ByteReader, type: number): number {
  const size = SCALAR_BYTES[type]
  if (size === undefined) throw new GgufError('unsupported', `metadata of type ${type}`)
  const value = bytes.take(size)
  if (type === 6) return value.readFloatLE()
  if (type === 12) return value.readDoubleLE()
  if (type === 10) return Number(value.readBigUInt64LE())
  if (type === 11) return Number(value.readBigInt64LE())
  return type % 2 === 0 || type === BOOLEAN ? value.readUIntLE(0, size) : value.readIntLE(0, size)
}

function readArray(bytes: ByteReader): GgufArray {
  const type = bytes.uint32()
  const length = bytes.count()
  const size = SCALAR_BYTES[type]
  if (type === STRING) for (let i = 0; i < length; i++) bytes.skip(bytes.count())
  else if (size === undefined) throw new GgufError('unsupported', `an array of type ${type}`)
  else if (length <= MAX_ARRAY_KEPT) return { length, values: Array.from({ length }, () => readNumber(bytes, type)) }
  else bytes.skip(length * size)
  return { length, values: null }
}

interface TensorPlace {
  readonly name: string
  readonly type: number
  readonly values: number
  /** In bytes from the start of the tensor data. */
  readonly offset: number
}

function readTensor(bytes: ByteReader): TensorPlace {
  const name = bytes.string()
  const dimensions = bytes.uint32()
  if (dimensions > MAX_DIMENSIONS) throw new GgufError('unsupported', `a tensor with ${dimensions} dimensions`)
  let values = 1
  for (let i = 0; i < dimensions; i++) values *= bytes.uint64()
  if (!Number.isSafeInteger(values)) throw new GgufError('truncated', 'it holds less than its header says')
  return { name, values, type: bytes.uint32(), offset: bytes.uint64() }
}

/** The tensors with their sizes; that of an unknown type reaches to the next one. */
function measured(places: readonly TensorPlace[], dataLength: number): (GgufTensor & TensorPlace)[] {
  const starts = [...new Set(places.map(({ offset }) => offset))].sort((a, b) => a - b)
  const nextStart = new Map(starts.map((start, index) => [start, starts[index + 1] ?? dataLength]))
  return places.map((place) => {
    const block = blockOf(place.type)
    if (block !== undefined) return { ...place, bytes: Math.ceil(place.values / block.values) * block.bytes }
    return { ...place, bytes: Math.max(0, (nextStart.get(place.offset) ?? dataLength) - place.offset) }
  })
}

/** The header goes on behind the bytes that are there. */
class MoreBytes extends Error {
  readonly needs: number

  constructor(needs: number) {
    super(`${needs} bytes are needed`)
    this.needs = needs
  }
}

/** Reads little-endian values one after another, and never past the file's end. */
class ByteReader {
  position = 0
  readonly fileSize: number
  private readonly beginning: Buffer

  constructor(beginning: Buffer, fileSize: number) {
    this.beginning = beginning
    this.fileSize = fileSize
  }

  take(length: number): Buffer {
    const start = this.pass(length)
    return this.beginning.subarray(start, this.position)
  }

  /** Goes behind bytes that must be there. @returns where they begin */
  private pass(length: number): number {
    const start = this.position
    this.skip(length)
    if (this.position > this.beginning.length) throw new MoreBytes(this.position)
    return start
  }

  skip(length: number): void {
    if (length > this.fileSize - this.position) throw new GgufError('truncated', 'it ends within its header')
    if (length > MAX_HEADER_BYTES - this.position) throw new GgufError('unsupported', 'its header is too large')
    this.position += length
  }

  uint32(): number {
    return this.take(4).readUInt32LE()
  }

  uint64(): number {
    // A vocabulary has hundreds of thousands of lengths: no view is made of each.
    const start = this.pass(8)
    return this.beginning.readUInt32LE(start + 4) * 2 ** 32 + this.beginning.readUInt32LE(start)
  }

  /** How many things follow; each takes a byte at least, so more than the bytes that are left is a cut or broken file. */
  count(limit = Infinity): number {
    const count = this.uint64()
    if (count > this.fileSize - this.position) throw new GgufError('truncated', 'it ends within its header')
    if (count > limit) throw new GgufError('unsupported', `${count} entries in its header`)
    return count
  }

  string(): string {
    return this.take(this.count()).toString('utf8')
  }
}
