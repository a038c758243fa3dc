/**
 * Writes GGUF, version 3: magic, counts, metadata, tensor table, padding, tensor data.
 * https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */

/** A metadata value with its type. Arrays hold one type. */
export type Value =
  | { readonly type: 'u32' | 'i32' | 'f32'; readonly value: number }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'strings'; readonly value: readonly string[] }
  | { readonly type: 'i32s' | 'f32s'; readonly value: readonly number[] }

export interface Tensor {
  readonly name: string
  /** Rows first, as PyTorch has it; GGUF's own order is the other way round. */
  readonly shape: readonly number[]
  readonly type: 'f32' | 'q8_0'
  readonly bytes: Uint8Array
}

const ALIGNMENT = 32
const VALUE_TYPE = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 } as const
const TENSOR_TYPE = { f32: 0, q8_0: 8 } as const

export const u32 = (value: number): Value => ({ type: 'u32', value })
export const f32 = (value: number): Value => ({ type: 'f32', value })
export const bool = (value: boolean): Value => ({ type: 'bool', value })
export const string = (value: string): Value => ({ type: 'string', value })
export const strings = (value: readonly string[]): Value => ({ type: 'strings', value })
export const i32s = (value: readonly number[]): Value => ({ type: 'i32s', value })
export const f32s = (value: readonly number[]): Value => ({ type: 'f32s', value })

/** The whole file. */
export function writeGguf(metadata: Readonly<Record<string, Value>>, tensors: readonly Tensor[]): Uint8Array {
  const file = new Bytes()
  file.raw(new TextEncoder().encode('GGUF'))
  file.u32(3)
  file.u64(tensors.length)
  file.u64(Object.keys(metadata).length)
  for (const [key, value] of Object.entries(metadata)) {
    file.string(key)
    writeValue(file, value)
  }
  let offset = 0
  for (const tensor of tensors) {
    file.string(tensor.name)
    file.u32(tensor.shape.length)
    for (const size of tensor.shape.toReversed()) file.u64(size)
    file.u32(TENSOR_TYPE[tensor.type])
    file.u64(offset)
    offset += aligned(tensor.bytes.length)
  }
  file.pad()
  for (const tensor of tensors) {
    file.raw(tensor.bytes)
    file.pad()
  }
  return file.join()
}

function writeValue(file: Bytes, value: Value): void {
  switch (value.type) {
    case 'u32':
    case 'i32':
    case 'f32':
      file.u32(VALUE_TYPE[value.type])
      file[value.type](value.value)
      return
    case 'bool':
      file.u32(VALUE_TYPE.bool)
      file.raw(Uint8Array.of(value.value ? 1 : 0))
      return
    case 'string':
      file.u32(VALUE_TYPE.string)
      file.string(value.value)
      return
    case 'strings':
      file.array(VALUE_TYPE.string, value.value.length)
      for (const item of value.value) file.string(item)
      return
    case 'i32s':
      file.array(VALUE_TYPE.i32, value.value.length)
      for (const item of value.value) file.i32(item)
      return
    case 'f32s':
      file.array(VALUE_TYPE.f32, value.value.length)
      for (const item of value.value) file.f32(item)
      return
  }
  value satisfies never
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT
}

/** Little-endian bytes, in the order they are added. */
class Bytes {
  readonly #parts: Uint8Array[] = []
  #length = 0

  raw(part: Uint8Array): void {
    this.#parts.push(part)
    this.#length += part.length
  }
  u32(value: number): void {
    this.#number(4, (view) => view.setUint32(0, value, true))
  }
  i32(value: number): void {
    this.#number(4, (view) => view.setInt32(0, value, true))
  }
  f32(value: number): void {
    this.#number(4, (view) => view.setFloat32(0, value, true))
  }
  u64(value: number): void {
    this.#number(8, (view) => view.setBigUint64(0, BigInt(value), true))
  }
  string(value: string): void {
    const bytes = new TextEncoder().encode(value)
    this.u64(bytes.length)
    this.raw(bytes)
  }
  array(itemType: number, length: number): void {
    this.u32(VALUE_TYPE.array)
    this.u32(itemType)
    this.u64(length)
  }
  pad(): void {
    this.raw(new Uint8Array(aligned(this.#length) - this.#length))
  }
  join(): Uint8Array {
    return Uint8Array.from(Buffer.concat(this.#parts))
  }
  #number(bytes: number, set: (view: DataView) => void): void {
    const part = new Uint8Array(bytes)
    set(new DataView(part.buffer))
    this.raw(part)
  }
}
