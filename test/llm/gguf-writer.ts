/** Writes the bytes of a GGUF file: metadata values by their types, and tensors with or without data. */
export interface Value {
  readonly type: number
  readonly bytes: Buffer
}
export type Metadata = Record<string, Value>

export interface TensorPlace {
  readonly name: string
  /** As GGUF has them: the fastest one first. */
  readonly dimensions: readonly number[]
  /** A tensor type's number (`enum ggml_type`): 0 is F32. */
  readonly type: number
  /** Bytes from the start of the data. */
  readonly offset: number
}

const ALIGNMENT = 32

const numberBytes = (size: number, write: (buffer: Buffer) => void) => {
  const buffer = Buffer.alloc(size)
  write(buffer)
  return buffer
}
const uint32Bytes = (value: number) => numberBytes(4, (buffer) => buffer.writeUInt32LE(value))
const uint64Bytes = (value: number | bigint) => numberBytes(8, (buffer) => buffer.writeBigUInt64LE(BigInt(value)))
const textBytes = (value: string) => Buffer.concat([uint64Bytes(Buffer.byteLength(value)), Buffer.from(value)])

export const uint16 = (value: number): Value => ({
  type: 2,
  bytes: numberBytes(2, (buffer) => buffer.writeUInt16LE(value)),
})
export const uint32 = (value: number): Value => ({ type: 4, bytes: uint32Bytes(value) })
export const uint64 = (value: number | bigint): Value => ({ type: 10, bytes: uint64Bytes(value) })
export const int32 = (value: number): Value => ({
  type: 5,
  bytes: numberBytes(4, (buffer) => buffer.writeInt32LE(value)),
})
export const float32 = (value: number): Value => ({
  type: 6,
  bytes: numberBytes(4, (buffer) => buffer.writeFloatLE(value)),
})
export const bool = (value: boolean): Value => ({ type: 7, bytes: Buffer.from([value ? 1 : 0]) })
export const text = (value: string): Value => ({ type: 8, bytes: textBytes(value) })
export const array = (values: readonly Value[]): Value => ({
  type: 9,
  bytes: Buffer.concat([
    uint32Bytes(values[0]?.type ?? 0),
    uint64Bytes(values.length),
    ...values.map(({ bytes }) => bytes),
  ]),
})

/** What stands in one file of a model in several, as `llama-gguf-split` names and marks them. */
export interface ModelPart<T> {
  readonly file: string
  readonly metadata: Metadata
  readonly tensors: readonly T[]
}

export function splitInParts<T>(
  stem: string,
  parts: number,
  whole: { readonly metadata: Metadata; readonly tensors: readonly T[] },
): ModelPart<T>[] {
  const each = Math.ceil(whole.tensors.length / parts)
  const digits = (value: number) => String(value).padStart(5, '0')
  return Array.from({ length: parts }, (_, index) => {
    const split = {
      'split.no': uint16(index),
      'split.count': uint16(parts),
      'split.tensors.count': int32(whole.tensors.length),
    }
    return {
      file: `${stem}-${digits(index + 1)}-of-${digits(parts)}.gguf`,
      metadata: index === 0 ? { ...whole.metadata, ...split } : split,
      tensors: whole.tensors.slice(index * each, (index + 1) * each),
    }
  })
}

/** All that comes before the tensors' data. */
export function ggufHeader(metadata: Metadata, tensors: readonly TensorPlace[]): Buffer {
  const entries = Object.entries(metadata)
  const header: Buffer[] = [
    Buffer.from('GGUF'),
    uint32Bytes(3),
    uint64Bytes(tensors.length),
    uint64Bytes(entries.length),
  ]
  for (const [key, { type, bytes }] of entries) header.push(textBytes(key), uint32Bytes(type), bytes)
  for (const { name, dimensions, type, offset } of tensors)
    header.push(
      textBytes(name),
      uint32Bytes(dimensions.length),
      ...dimensions.map(uint64Bytes),
      uint32Bytes(type),
      uint64Bytes(offset),
    )
  return padded(Buffer.concat(header))
}

export function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(paddedLength(bytes.length) - bytes.length)])
}

export function paddedLength(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT
}
