import { toHalf } from './half.ts'

/** Values in a Q8_0 block: they share one scale. */
export const BLOCK_SIZE = 32

/** Bytes of a Q8_0 block: a 16-bit scale and one signed byte a value. */
export const BLOCK_BYTES = 2 + BLOCK_SIZE

/**
 * Quantizes to Q8_0, byte for byte as llama.cpp's `quantize_row_q8_0_ref` does.
 *
 * @param values a multiple of 32 of them
 */
export function quantizeQ8(values: Float32Array): Uint8Array {
  if (values.length % BLOCK_SIZE !== 0) throw new RangeError(`Q8_0 wants a multiple of 32 values, not ${values.length}`)
  const bytes = new Uint8Array((values.length / BLOCK_SIZE) * BLOCK_BYTES)
  const view = new DataView(bytes.buffer)
  for (let block = 0; block * BLOCK_SIZE < values.length; block++) {
    const from = values.subarray(block * BLOCK_SIZE, (block + 1) * BLOCK_SIZE)
    const to = block * BLOCK_BYTES
    const scale = Math.fround(from.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) / 127)
    const inverse = scale === 0 ? 0 : Math.fround(1 / scale)
    view.setUint16(to, toHalf(scale), true)
    from.forEach((value, i) => {
      view.setInt8(to + 2 + i, roundAwayFromZero(Math.fround(value * inverse)))
    })
  }
  return bytes
}

function roundAwayFromZero(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5)
}
