import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KiraError } from '../../../electron/contract/index.ts'
import { inspectModel, readModelShape } from '../../../electron/llm/gguf/inspect.ts'
import { array, bool, text, uint32 } from '../gguf-writer.ts'
import { type ModelForm, writeShapedModel, writeSplitModel, ZEPHYR_7B } from '../shaped-model.ts'
import { writeTinyModel } from '../tiny-model.ts'

let folder: string
let whole: Buffer
const at = (name: string) => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kira-inspect-'))
  writeTinyModel(at('tiny.gguf'), { name: 'Tiny one', contextLength: 768, layers: 1, width: 32 })
  whole = readFileSync(at('tiny.gguf'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The code of what `inspectModel` throws, or `undefined` where it is content. */
function codeFor(path: string): string | undefined {
  try {
    inspectModel(path)
    return undefined
  } catch (error) {
    if (error instanceof KiraError) return error.code
    throw error
  }
}

function withBytes(name: string, bytes: string | Uint8Array): string {
  writeFileSync(at(name), bytes)
  return at(name)
}

/** What the file of a model of this form says. */
function shapeOf(form: ModelForm) {
  writeShapedModel(at('shaped.gguf'), form)
  return readModelShape(at('shaped.gguf'))
}

const SMALL: ModelForm = { blocks: 4, width: 512, heads: 8, kvHeads: 2, feedForward: 1024, vocabulary: 300 }

test('a whole model tells what it is', () => {
  expect(inspectModel(at('tiny.gguf')).shape.facts).toEqual({
    path: at('tiny.gguf'),
    file: 'tiny.gguf',
    name: 'Tiny one',
    kind: 'chat',
    arch: 'llama',
    params: 32 * (323 * 2 + 1) + 32 * (4 * 32 + 3 * 64 + 2),
    quantization: 'F32',
    layers: 1,
    trainContext: 768,
    template: 'ChatML',
    licence: null,
    sizeBytes: whole.length,
    parts: 1,
  })
})

test('a model without a name has its file’s', () => {
  writeTinyModel(at('nameless.gguf'), { name: '', layers: 1, width: 32 })
  expect(inspectModel(at('nameless.gguf')).shape.facts.name).toBe('nameless.gguf')
})

test('the model that ships with Kira', () => {
  const { facts, kvBytes } = readModelShape(join(import.meta.dirname, '../../../models/kira-starter.gguf'))
  expect(facts).toMatchObject({ kind: 'chat', arch: 'llama', quantization: 'Q8_0', parts: 1 })
  expect(facts.params).toBeGreaterThan(4e6)
  expect(kvBytes).toHaveLength(facts.layers)
})

test('Zephyr 7B in Q5_K_M', () => {
  const shape = shapeOf(ZEPHYR_7B)
  expect(shape.facts).toMatchObject({
    quantization: 'Q5_K_M',
    template: 'Zephyr',
    licence: 'mit',
    trainContext: 32_768,
  })
  expect(shape.facts.params / 1e9).toBeCloseTo(7.24, 2)
  expect(shape.facts.sizeBytes / 1e9).toBeCloseTo(5, 1)
  // 8 heads of 128 values, as keys and as values, at 2 bytes.
  expect(shape.kvBytes).toEqual(Array(32).fill(8 * 128 * 2 * 2))
  expect(shape).toMatchObject({ embeddingLength: 4096, vocabulary: 32_000, heads: 32, feedForward: 14_336 })
})

test('an output layer that is the embedding again counts as both', () => {
  const { inputBytes, outputBytes } = shapeOf({ ...SMALL, ownOutput: false })
  expect(outputBytes).toBe(inputBytes + 512 * 4)
})

test('what a block keeps of the talk: all of it, a window, its own state, or nothing', () => {
  const gemma = shapeOf({
    ...SMALL,
    blocks: 12,
    architecture: 'gemma3',
    metadata: { 'gemma3.attention.sliding_window': uint32(1024) },
  })
  expect(gemma.kvWindows?.map((window) => window === null)).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((block) => block % 6 === 0),
  )
  const pattern = [true, false, true, false]
  const said = shapeOf({
    ...SMALL,
    architecture: 'gemma4',
    metadata: {
      'gemma4.attention.sliding_window': uint32(512),
      'gemma4.attention.sliding_window_pattern': array(pattern.map(bool)),
      'gemma4.attention.key_length_swa': uint32(32),
      'gemma4.attention.value_length_swa': uint32(32),
      'gemma4.attention.shared_kv_layers': uint32(1),
    },
  })
  expect(said.kvWindows).toEqual([512, null, 512, null])
  expect(said.kvBytes).toEqual([2 * 64 * 2, 2 * 128 * 2, 2 * 64 * 2, 0])
  const hybrid = shapeOf({
    ...SMALL,
    architecture: 'granitehybrid',
    metadata: {
      'granitehybrid.attention.head_count_kv': array([0, 2, 0, 4].map(uint32)),
      'granitehybrid.ssm.inner_size': uint32(1024),
      'granitehybrid.ssm.state_size': uint32(16),
    },
  })
  expect(hybrid.kvBytes).toEqual([0, 512, 0, 1024])
  expect(hybrid.stateBytes).toEqual([1024 * 16 * 4, 0, 1024 * 16 * 4, 0])
})

test('files that hold no model that talks are known for what they are', () => {
  const kindOf = (form: Partial<ModelForm>) => shapeOf({ ...SMALL, ...form }).facts.kind
  expect(kindOf({})).toBe('chat')
  expect(kindOf({ architecture: 'qwen3', metadata: { 'qwen3.pooling_type': uint32(3) } })).toBe('embedding')
  expect(kindOf({ architecture: 'nomic-bert' })).toBe('embedding')
  expect(kindOf({ architecture: 'clip', metadata: { 'general.type': text('mmproj') } })).toBe('vision')
  expect(kindOf({ metadata: { 'general.type': text('adapter') } })).toBe('adapter')
  expect(kindOf({ metadata: { 'general.type': text('imatrix') } })).toBe('unknown')
  expect(kindOf({ metadata: { 'tokenizer.ggml.tokens': array([]), 'llama.vocab_size': uint32(0) } })).toBe('unknown')
})

test.each([
  ['llama', '<|start_header_id|>user<|end_header_id|>', 'Llama 3'],
  ['qwen3', '<|im_start|>user', 'Qwen 3'],
  ['qwen2', '<|im_start|>user', 'ChatML'],
  ['gemma3', '<start_of_turn>user', 'Gemma 3'],
  ['gemma2', '<start_of_turn>user', 'Gemma'],
  ['gemma4', '<|turn>user', 'Gemma 4'],
  ['llama', '[INST] hello [/INST]', 'Mistral'],
  ['llama', '[INST] <<SYS>>', 'Jinja'],
  ['phi3', '<|user|>hello<|end|>', 'Phi'],
  ['phi3', '<|im_start|>user<|im_sep|>', 'Phi'],
  ['llama', "<|user|>{{ message['content'] + eos_token }}", 'Zephyr'],
  ['chatglm', '[gMASK]<sop><|user|>{{ eos_token }}', 'Jinja'],
  ['llama', 'USER: {{ message }}', 'Jinja'],
])('the family of a template: %s with %s is %s', (architecture, template, family) => {
  expect(shapeOf({ ...SMALL, architecture, template }).facts.template).toBe(family)
})

test('a model without a template has none', () => {
  expect(shapeOf(SMALL).facts.template).toBeNull()
})

test('a model in several files is one, whichever of them is named', () => {
  const whole = shapeOf(SMALL)
  const paths = writeSplitModel(folder, 'split', 3, SMALL)
  const [first = '', second = '', third = ''] = paths
  const { facts, ...shape } = readModelShape(second)
  expect(facts).toMatchObject({ path: first, file: 'split-00001-of-00003.gguf', parts: 3, params: whole.facts.params })
  expect(facts.sizeBytes).toBe(paths.reduce((sum, path) => sum + statSync(path).size, 0))
  expect(shape.blockBytes).toEqual(whole.blockBytes)
  rmSync(third)
  expect(() => readModelShape(first)).toThrow(
    expect.objectContaining({ code: 'MODEL_PART_MISSING', data: { path: first, part: 'split-00003-of-00003.gguf' } }),
  )
  renameSync(first, at('renamed.gguf'))
  expect(codeFor(at('renamed.gguf'))).toBe('MODEL_UNSUPPORTED')
})

test('what is not there', () => {
  expect(codeFor(at('missing.gguf'))).toBe('MODEL_NOT_FOUND')
  expect(codeFor(join(at('tiny.gguf'), 'below-a-file.gguf'))).toBe('MODEL_NOT_FOUND')
})

test('what is not a GGUF file', () => {
  mkdirSync(at('folder.gguf'))
  expect(codeFor(at('folder.gguf'))).toBe('MODEL_NOT_GGUF')
  expect(codeFor(withBytes('empty.gguf', ''))).toBe('MODEL_NOT_GGUF')
  expect(codeFor(withBytes('ten-bytes.gguf', '0123456789'))).toBe('MODEL_NOT_GGUF')
  expect(codeFor(withBytes('text.gguf', 'Dear diary,\n'.repeat(1000)))).toBe('MODEL_NOT_GGUF')
})

test('what this user may not read', () => {
  const path = withBytes('private.gguf', whole)
  chmodSync(path, 0)
  // Nothing is closed to root, nor by chmod on Windows.
  const everythingIsOpen = process.platform === 'win32' || process.getuid?.() === 0
  expect(codeFor(path)).toBe(everythingIsOpen ? undefined : 'MODEL_UNREADABLE')
})

test('a file that was cut anywhere', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: whole.length - 1 }), (length) => {
      const path = withBytes('cut.gguf', whole)
      truncateSync(path, length)
      expect(codeFor(path)).toBe('MODEL_TRUNCATED')
    }),
  )
})

test('another version of the format, and a file without weights', () => {
  const newer = Buffer.from(whole)
  newer.writeUInt32LE(99, 4)
  expect(codeFor(withBytes('newer.gguf', newer))).toBe('MODEL_UNSUPPORTED')
  const hollow = Buffer.from(whole)
  hollow.writeBigUInt64LE(0n, 8)
  expect(codeFor(withBytes('hollow.gguf', hollow))).toBe('MODEL_UNSUPPORTED')
})

test('damaged headers are refused or read, but never hang, crash or run out of memory', () => {
  const damage = fc.array(fc.tuple(fc.nat({ max: 9000 }), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 8,
  })
  fc.assert(
    fc.property(damage, (changes) => {
      const damaged = Buffer.from(whole)
      for (const [place, byte] of changes) damaged[place] = byte
      const code = codeFor(withBytes('damaged.gguf', damaged))
      expect([undefined, 'MODEL_NOT_GGUF', 'MODEL_TRUNCATED', 'MODEL_UNSUPPORTED']).toContain(code)
    }),
    { numRuns: 500 },
  )
})

test('a header with more values than any model has is not read to its end', () => {
  const many = Array.from({ length: 5000 }, (_, index) => [`many.${index}`, bool(true)] as const)
  writeTinyModel(at('many.gguf'), { layers: 1, width: 32, metadata: Object.fromEntries(many.slice(0, 1000)) })
  expect(codeFor(at('many.gguf'))).toBeUndefined()
  writeTinyModel(at('many.gguf'), { layers: 1, width: 32, metadata: Object.fromEntries(many) })
  expect(codeFor(at('many.gguf'))).toBe('MODEL_UNSUPPORTED')
})

test('a header that claims to be huge ends early', () => {
  const claims = [
    (bytes: Buffer) => bytes.writeBigUInt64LE(2n ** 63n, 8), // tensors
    (bytes: Buffer) => bytes.writeBigUInt64LE(70_000n, 8),
    (bytes: Buffer) => bytes.writeBigUInt64LE(2n ** 40n, 16), // entries
  ]
  for (const claim of claims) {
    const bytes = Buffer.from(whole)
    claim(bytes)
    expect(['MODEL_TRUNCATED', 'MODEL_UNSUPPORTED']).toContain(codeFor(withBytes('claims.gguf', bytes)))
  }
  const lie = Buffer.concat([whole.subarray(0, 24), Buffer.from(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0))])
  truncateSync(withBytes('endless.gguf', lie), 2 ** 34)
  expect(codeFor(at('endless.gguf'))).toBe('MODEL_UNSUPPORTED')
})
