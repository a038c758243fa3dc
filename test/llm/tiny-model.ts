import { writeFileSync } from 'node:fs'
import { randomNumbers } from '../random-numbers.ts'

/**
 * Writes a GGUF model small enough to load in a moment: a Llama whose vocabulary is letters and a few words. Its weights
 * are random, so it talks nonsense and never ends its turn, or made so that it says one given thing.
 */
export interface TinyModelOptions {
  readonly name?: string
  /** The Jinja chat template; ChatML where none is given. */
  readonly template?: string
  readonly architecture?: string
  readonly contextLength?: number
  readonly layers?: number
  /** Values per token; a multiple of 32. More make it slower. */
  readonly width?: number
  /** Words, each once and with `▁` for a space before it, that it always answers with; then it ends its turn. */
  readonly says?: readonly string[]
}

const SPECIAL = ['<unk>', '<s>', '</s>', '<|im_start|>', '<|im_end|>']
const END_OF_TURN = 4
const BYTES = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`)
const WORDS = ['▁hello', '▁Kira', '▁cat', '▁tea', '▁rain']
const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,!?▁']
const FIRST_WORD = SPECIAL.length + BYTES.length
const [NORMAL, UNKNOWN, CONTROL, USER_DEFINED, BYTE] = [1, 2, 3, 4, 6]
const HEADS = 2
const ALIGNMENT = 32

const CHATML =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"

export function writeTinyModel(path: string, options: TinyModelOptions = {}): void {
  const {
    name = 'Tiny',
    template = CHATML,
    architecture = 'llama',
    contextLength = 1024,
    layers = 2,
    width = 64,
    says,
  } = options
  const vocabulary = [...new Set([...SPECIAL, ...BYTES, ...(says ?? WORDS), ...LETTERS])]
  const metadata: Metadata = {
    'general.architecture': text(architecture),
    'general.name': text(name),
    'llama.vocab_size': uint32(vocabulary.length),
    'llama.context_length': uint32(contextLength),
    'llama.embedding_length': uint32(width),
    'llama.block_count': uint32(layers),
    'llama.feed_forward_length': uint32(width * 2),
    'llama.attention.head_count': uint32(HEADS),
    'llama.attention.layer_norm_rms_epsilon': float32(1e-5),
    'llama.rope.dimension_count': uint32(width / HEADS),
    'tokenizer.ggml.model': text('llama'),
    'tokenizer.ggml.tokens': array(vocabulary.map(text)),
    'tokenizer.ggml.scores': array(vocabulary.map((_, id) => float32(id < FIRST_WORD ? 0 : -id))),
    'tokenizer.ggml.token_type': array(vocabulary.map((token, id) => int32(tokenType(token, id)))),
    'tokenizer.ggml.bos_token_id': uint32(1),
    'tokenizer.ggml.eos_token_id': uint32(4),
    'tokenizer.ggml.add_bos_token': bool(false),
    'tokenizer.ggml.add_space_prefix': bool(false),
    'tokenizer.chat_template': text(template),
  }
  writeFileSync(path, toGguf(metadata, weights(vocabulary, layers, width, says)))
}

function tokenType(token: string, id: number): number {
  if (id === 0) return UNKNOWN
  if (id < SPECIAL.length) return CONTROL
  if (id < FIRST_WORD) return BYTE
  return token.length === 1 || token.startsWith('▁') ? NORMAL : USER_DEFINED
}

interface Tensor {
  readonly name: string
  /** As GGUF has them: the fastest one first. */
  readonly dimensions: readonly number[]
  readonly values: Float32Array
}

function fill(name: string, dimensions: readonly number[], value: (index: number) => number): Tensor {
  const length = dimensions.reduce((a, b) => a * b, 1)
  return { name, dimensions, values: Float32Array.from({ length }, (_, index) => value(index)) }
}

function weights(vocabulary: readonly string[], layers: number, width: number, says?: readonly string[]): Tensor[] {
  const random = randomNumbers(1)
  const ones = (name: string) => fill(name, [width], () => 1)
  const matrix = (name: string, columns: number, rows: number) =>
    fill(name, [columns, rows], () => ((random() - 0.5) * 3) / Math.sqrt(columns))
  // What a layer adds; nothing, where what comes next depends on the last token alone.
  const output = (name: string, columns: number, rows: number) =>
    says ? fill(name, [columns, rows], () => 0) : matrix(name, columns, rows)
  const blocks = Array.from({ length: layers }, (_, block) => [
    ones(`blk.${block}.attn_norm.weight`),
    matrix(`blk.${block}.attn_q.weight`, width, width),
    matrix(`blk.${block}.attn_k.weight`, width, width),
    matrix(`blk.${block}.attn_v.weight`, width, width),
    output(`blk.${block}.attn_output.weight`, width, width),
    ones(`blk.${block}.ffn_norm.weight`),
    matrix(`blk.${block}.ffn_gate.weight`, width, width * 2),
    matrix(`blk.${block}.ffn_up.weight`, width, width * 2),
    output(`blk.${block}.ffn_down.weight`, width * 2, width),
  ])
  const ends = says ? scriptedEnds(vocabulary, says, width) : randomEnds(vocabulary, width, random)
  return [...ends, ones('output_norm.weight'), ...blocks.flat()]
}

/** Embeddings and output rows. Only words and letters have some of their own: so only they are ever likely. */
function randomEnds(vocabulary: readonly string[], width: number, random: () => number): Tensor[] {
  const value = (index: number) => (index < FIRST_WORD * width ? 0 : random() - 0.5)
  const dimensions = [width, vocabulary.length]
  return [fill('token_embd.weight', dimensions, value), fill('output.weight', dimensions, value)]
}

/** A chain: value `n` of a token's embedding means "the nth word comes next", and 0 that the answer begins. */
function scriptedEnds(vocabulary: readonly string[], says: readonly string[], width: number): Tensor[] {
  const said = says.map((word) => vocabulary.indexOf(word))
  const place = (id: number) => said.indexOf(id) + 1
  const comesAt = (id: number) => (id === END_OF_TURN ? said.length : said.indexOf(id))
  const dimensions = [width, vocabulary.length]
  return [
    fill('token_embd.weight', dimensions, (index) => (index % width === place(Math.floor(index / width)) ? 1 : 0)),
    fill('output.weight', dimensions, (index) => (index % width === comesAt(Math.floor(index / width)) ? 10 : 0)),
  ]
}

interface Value {
  readonly type: number
  readonly bytes: Buffer
}
type Metadata = Record<string, Value>

const numberBytes = (size: number, write: (buffer: Buffer) => void) => {
  const buffer = Buffer.alloc(size)
  write(buffer)
  return buffer
}
const uint32Bytes = (value: number) => numberBytes(4, (buffer) => buffer.writeUInt32LE(value))
const uint64Bytes = (value: number) => numberBytes(8, (buffer) => buffer.writeBigUInt64LE(BigInt(value)))
const textBytes = (value: string) => Buffer.concat([uint64Bytes(Buffer.byteLength(value)), Buffer.from(value)])

const uint32 = (value: number): Value => ({ type: 4, bytes: uint32Bytes(value) })
const int32 = (value: number): Value => ({ type: 5, bytes: numberBytes(4, (buffer) => buffer.writeInt32LE(value)) })
const float32 = (value: number): Value => ({ type: 6, bytes: numberBytes(4, (buffer) => buffer.writeFloatLE(value)) })
const bool = (value: boolean): Value => ({ type: 7, bytes: Buffer.from([value ? 1 : 0]) })
const text = (value: string): Value => ({ type: 8, bytes: textBytes(value) })
const array = (values: Value[]): Value => ({
  type: 9,
  bytes: Buffer.concat([
    uint32Bytes(values[0]?.type ?? 0),
    uint64Bytes(values.length),
    ...values.map(({ bytes }) => bytes),
  ]),
})

function toGguf(metadata: Metadata, tensors: Tensor[]): Buffer {
  const entries = Object.entries(metadata)
  const header: Buffer[] = [
    Buffer.from('GGUF'),
    uint32Bytes(3),
    uint64Bytes(tensors.length),
    uint64Bytes(entries.length),
  ]
  for (const [key, { type, bytes }] of entries) header.push(textBytes(key), uint32Bytes(type), bytes)
  const data: Buffer[] = []
  let offset = 0
  for (const { name, dimensions, values } of tensors) {
    header.push(
      textBytes(name),
      uint32Bytes(dimensions.length),
      ...dimensions.map(uint64Bytes),
      uint32Bytes(0),
      uint64Bytes(offset),
    )
    const bytes = padded(Buffer.from(values.buffer))
    data.push(bytes)
    offset += bytes.length
  }
  return Buffer.concat([padded(Buffer.concat(header)), ...data])
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT)])
}
