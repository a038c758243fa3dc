import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readGgufFileInfo } from 'node-llama-cpp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toHalf } from '../../scripts/starter-model/gguf/half.ts'
import { quantizeQ8 } from '../../scripts/starter-model/gguf/quantize.ts'
import { bool, f32, i32s, string, strings, u32, writeGguf } from '../../scripts/starter-model/gguf/writer.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kira-gguf-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('writeGguf', () => {
  it('writes a file that node-llama-cpp reads back', async () => {
    const file = join(folder, 'small.gguf')
    const metadata = {
      'general.architecture': string('llama'),
      'general.name': string('Été 😀'),
      'general.languages': strings(['en', 'fr']),
      'llama.block_count': u32(3),
      'llama.rope.freq_base': f32(0.5),
      'tokenizer.ggml.token_type': i32s([1, -1]),
      'tokenizer.ggml.add_bos_token': bool(false),
    }
    const tensors = [
      { name: 'norm.weight', shape: [3], type: 'f32' as const, bytes: new Uint8Array(12) },
      { name: 'matrix.weight', shape: [2, 32], type: 'q8_0' as const, bytes: quantizeQ8(new Float32Array(64)) },
    ]
    writeFileSync(file, writeGguf(metadata, tensors))

    const read = await readGgufFileInfo(file, { logWarnings: false, readTensorInfo: true })
    expect(read.version).toBe(3)
    expect(read.metadata).toMatchObject({
      general: { name: 'Été 😀', languages: ['en', 'fr'] },
      llama: { block_count: 3, rope: { freq_base: 0.5 } },
      tokenizer: { ggml: { token_type: [1, -1], add_bos_token: false } },
    })
    expect(
      read.fullTensorInfo?.map(({ name, dimensions, offset }) => [name, dimensions.map(Number), Number(offset)]),
    ).toEqual([
      ['norm.weight', [3], 0],
      ['matrix.weight', [32, 2], 32],
    ])
  })
})

describe('quantizeQ8', () => {
  it('keeps each value within half a step of its block', () => {
    const values = Float32Array.from({ length: 64 }, (_, i) => Math.sin(i) * (i < 32 ? 1 : 100))
    const bytes = new DataView(quantizeQ8(values).buffer)
    values.forEach((value, i) => {
      const block = Math.floor(i / 32)
      const step = (block === 0 ? 1 : 100) / 127
      expect(Math.abs(bytes.getInt8(block * 34 + 2 + (i % 32)) * step - value)).toBeLessThan(step)
    })
  })

  it('wants whole blocks', () => {
    expect(() => quantizeQ8(new Float32Array(31))).toThrow('multiple of 32')
  })
})

describe('toHalf', () => {
  it.each([
    [0, 0],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [65520, 0x7c00],
    [2 ** -24, 1],
    [2 ** -25, 0],
    [2 ** -14, 0x0400],
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    [Number.POSITIVE_INFINITY, 0x7c00],
    [Number.NaN, 0x7e00],
  ])('%d', (value, bits) => {
    expect(toHalf(value)).toBe(bits)
  })
})
