import { readSync } from 'node:fs'

/**
 * Reads the header of a GGUF file: its metadata and where its tensors lie, never the tensors themselves. Every length is
 * checked against the file's size before it is believed, so that a broken or hostile file ends in a `GgufError`.
 * Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */
export interface GgufHeader {
  /** Numbers, strings and booleans by key, such as `general.name`. Arrays (the vocabulary) are passed over. */
  readonly metadata: ReadonlyMap<string, string | number | boolean>
  readonly tensorCount: number
  /** Where the last tensor ends, in bytes from the file's start: what the file must at least measure. */
  readonly dataEnd: number
}

export type GgufProblem = 'not-gguf' | 'truncated' | 'unsupported'

export class GgufError extends Error {
  override readonly name = 'GgufError'
  readonly problem: GgufProblem

  constructor(problem: GgufProblem, message: string) {
    super(message)
    this.problem = problem
  }
}

const MAGIC = 'GGUF'
const VERSIONS = [2, 3]
const DEFAULT_ALIGNMENT = 32
const MAX_DIMENSIONS = 4

/** Bytes of each metadata value of a fixed size, by its type number. */
const SCALAR_BYTES: Record<number, number> = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 }
const STRING = 8
const ARRAY = 9

/**
 * Values and bytes of one block of each tensor type, by its type number (`type_traits` in ggml.c). Of a type that is not
 * here we only know that its tensor must begin within the file.
 */
const TENSOR_BLOCKS: Record<number, readonly [values: number, bytes: number]> = {
  0: [1, 4], // F32
  1: [1, 2], // F16
  2: [32, 18], // Q4_0
  3: [32, 20], // Q4_1
  6: [32, 22], // Q5_0
  7: [32, 24], // Q5_1
  8: [32, 34], // Q8_0
  9: [32, 36], // Q8_1
  10: [256, 84], // Q2_K
  11: [256, 110], // Q3_K
  12: [256, 144], // Q4_K
  13: [256, 176], // Q5_K
  14: [256, 210], // Q6_K
  15: [256, 292], // Q8_K
  16: [256, 66], // IQ2_XXS
  17: [256, 74], // IQ2_XS
  18: [256, 98], // IQ3_XXS
  19: [256, 50], // IQ1_S
  20: [32, 18], // IQ4_NL
  21: [256, 110], // IQ3_S
  22: [256, 82], // IQ2_S
  23: [256, 136], // IQ4_XS
  24: [1, 1], // I8
  25: [1, 2], // I16
  26: [1, 4], // I32
  27: [1, 8], // I64
  28: [1, 8], // F64
  29: [256, 56], // IQ1_M
  30: [1, 2], // BF16
  39: [32, 17], // MXFP4
}

/** @throws GgufError; what the file system throws. */
export function readGgufHeader(fd: number, fileSize: number): GgufHeader {
  const bytes = new ByteReader(fd, fileSize)
  if (fileSize < MAGIC.length || bytes.take(MAGIC.length).toString('latin1') !== MAGIC)
    throw new GgufError('not-gguf', 'it does not begin with GGUF')
  const version = bytes.uint32()
  if (!VERSIONS.includes(version)) throw new GgufError('unsupported', `GGUF version ${version}`)

  const tensorCount = bytes.count()
  const metadataCount = bytes.count()
  const metadata = new Map<string, string | number | boolean>()
  for (let i = 0; i < metadataCount; i++) {
    const key = bytes.string()
    const value = readValue(bytes, bytes.uint32())
    if (value !== undefined) metadata.set(key, value)
  }

  let dataLength = 0
  for (let i = 0; i < tensorCount; i++) dataLength = Math.max(dataLength, readTensorEnd(bytes))
  const alignment = Number(metadata.get('general.alignment')) || DEFAULT_ALIGNMENT
  const dataStart = Math.ceil(bytes.position / alignment) * alignment
  return { metadata, tensorCount, dataEnd: dataStart + dataLength }
}

function readValue(bytes: ByteReader, type: number): string | number | boolean | undefined {
  if (type === STRING) return bytes.string()
  if (type === ARRAY) return skipArray(bytes)
  const size = SCALAR_BYTES[type]
  if (size === undefined) throw new GgufError('unsupported', `metadata of type ${type}`)
  const value = bytes.take(size)
  if (type === 7) return value[0] !== 0
  if (type === 6) return value.readFloatLE()
  if (type === 12) return value.readDoubleLE()
  if (type === 10) return Number(value.readBigUInt64LE())
  if (type === 11) return Number(value.readBigInt64LE())
  return type % 2 === 0 ? value.readUIntLE(0, size) : value.readIntLE(0, size)
}

function skipArray(bytes: ByteReader): undefined {
  const type = bytes.uint32()
  const length = bytes.count()
  const size = SCALAR_BYTES[type]
  if (size !== undefined) bytes.skip(length * size)
  else if (type === STRING) for (let i = 0; i < length; i++) bytes.skip(bytes.count())
  else throw new GgufError('unsupported', `an array of type ${type}`)
}

/** Where a tensor ends, in bytes from the start of the tensor data. */
function readTensorEnd(bytes: ByteReader): number {
  bytes.skip(bytes.count()) // its name
  const dimensions = bytes.uint32()
  if (dimensions > MAX_DIMENSIONS) throw new GgufError('unsupported', `a tensor with ${dimensions} dimensions`)
  let values = 1
  for (let i = 0; i < dimensions; i++) values *= bytes.uint64()
  const type = bytes.uint32()
  const offset = bytes.uint64()
  const [blockValues, blockBytes] = TENSOR_BLOCKS[type] ?? [values, 1]
  return offset + Math.ceil(values / blockValues) * blockBytes
}

/** Reads little-endian values one after another, and never past the file's end. */
class ByteReader {
  position = 0
  private readonly fd: number
  private readonly fileSize: number
  private chunk: Buffer = Buffer.alloc(0)
  private chunkStart = 0

  constructor(fd: number, fileSize: number) {
    this.fd = fd
    this.fileSize = fileSize
  }

  take(length: number): Buffer {
    const start = this.position
    this.skip(length)
    const within = start - this.chunkStart
    if (within >= 0 && within + length <= this.chunk.length) return this.chunk.subarray(within, within + length)
    const size = Math.min(Math.max(length, 1 << 20), this.fileSize - start)
    const chunk = Buffer.alloc(size)
    if (readSync(this.fd, chunk, 0, size, start) < length) throw new GgufError('truncated', 'it ended early')
    this.chunk = chunk
    this.chunkStart = start
    return chunk.subarray(0, length)
  }

  skip(length: number): void {
    if (length > this.fileSize - this.position) throw new GgufError('truncated', 'it ends within its header')
    this.position += length
  }

  uint32(): number {
    return this.take(4).readUInt32LE()
  }

  uint64(): number {
    return Number(this.take(8).readBigUInt64LE())
  }

  /** How many things follow; each takes a byte at least, so more than the bytes that are left is a cut or broken file. */
  count(): number {
    const count = this.uint64()
    if (count > this.fileSize - this.position) throw new GgufError('truncated', 'it ends within its header')
    return count
  }

  string(): string {
    return this.take(this.count()).toString('utf8')
  }
}
