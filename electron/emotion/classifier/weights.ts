/**
 * Reads a safetensors file (https://github.com/huggingface/safetensors, “Format”): the length of a JSON header in 8 bytes, the
 * header with type, shape and place of each tensor, and the numbers, little-endian.
 */
const ARRAYS = { F32: Float32Array, U32: Uint32Array, I8: Int8Array } as const
type Dtype = keyof typeof ARRAYS

/** The tensors of a file by name. */
export class Tensors {
  readonly #header: Readonly<Record<string, unknown>>
  readonly #numbers: Uint8Array

  /** @throws Error where the file is no safetensors file */
  constructor(file: Uint8Array) {
    if (file.length < 8) throw new Error('The file is too short to be a safetensors file.')
    const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true))
    if (length > file.length - 8) throw new Error('The file ends within its safetensors header.')
    this.#header = parseHeader(file.subarray(8, 8 + length))
    this.#numbers = new Uint8Array(file.subarray(8 + length))
  }

  /** @throws Error where there is no such tensor, another number of numbers in it, or one that is none */
  f32(name: string, count: number): Float32Array {
    const numbers = this.#read(name, 'F32', count) as Float32Array
    if (!numbers.every(Number.isFinite)) throw new Error(`The tensor ${name} holds what is no number.`)
    return numbers
  }

  /** @throws Error as `f32` */
  u32(name: string): Uint32Array {
    return this.#read(name, 'U32') as Uint32Array
  }

  /** @throws Error as `f32` */
  i8(name: string, count: number): Int8Array {
    return this.#read(name, 'I8', count) as Int8Array
  }

  #read(name: string, dtype: Dtype, count?: number): InstanceType<(typeof ARRAYS)[Dtype]> {
    const { BYTES_PER_ELEMENT: size } = ARRAYS[dtype]
    const [start, end] = placeOf(this.#header[name], dtype)
    const isWhole = start >= 0 && start <= end && end <= this.#numbers.length && (end - start) % size === 0
    if (!isWhole || (count !== undefined && end - start !== count * size)) {
      throw new Error(`The tensor ${name} is missing, or has not the type and size that the classifier reads.`)
    }
    return new ARRAYS[dtype](this.#numbers.buffer.slice(start, end) as ArrayBuffer)
  }
}

/** The header is ASCII. */
function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  const header: unknown = JSON.parse(text)
  if (typeof header !== 'object' || header === null) throw new Error('The safetensors header is no object.')
  return header as Record<string, unknown>
}

/** Where a tensor begins and ends; [0, -1] where the header's entry is none of this type. */
function placeOf(entry: unknown, dtype: Dtype): [start: number, end: number] {
  const { dtype: found, data_offsets: place } = (entry ?? {}) as { dtype?: unknown; data_offsets?: unknown }
  const isPlace = Array.isArray(place) && place.length === 2 && place.every(Number.isSafeInteger)
  return found === dtype && isPlace ? [place[0], place[1]] : [0, -1]
}

/** Finds features among those that training kept: by hash, the number of its row. */
export function rowsByHash(hashes: Uint32Array): ReadonlyMap<number, number> {
  const rows = new Map<number, number>()
  for (let row = 0; row < hashes.length; row++) rows.set(hashes[row] as number, row)
  return rows
}

/**
 * Bytes to weights: the square of a 127th, with its sign, times the scale of its column. Square-root companding spends more of
 * the 255 steps near 0, where most weights are; linear steps cost points of F1.
 */
export function expand(bytes: Int8Array, scales: Float32Array): Float32Array {
  const weights = new Float32Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    weights[i] = ((byte * Math.abs(byte)) / (127 * 127)) * (scales[i % scales.length] as number)
  }
  return weights
}
