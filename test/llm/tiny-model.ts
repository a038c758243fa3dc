import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomNumbers } from '../random-numbers.ts'
import {
  array,
  bool,
  float32,
  ggufHeader,
  int32,
  type Metadata,
  padded,
  splitInParts,
  type TensorPlace,
  text,
  uint32,
} from './gguf-writer.ts'

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
  /** More words that it has tokens for. */
  readonly knows?: readonly string[]
  /** More metadata, or another than what a tiny model has. */
  readonly metadata?: Metadata
}

const SPECIAL = ['<unk>', '<s>', '</s>', '<|im_start|>', '<|im_end|>']
const END_OF_TURN = 4
const BYTES = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`)
const WORDS = ['▁hello', '▁Kira', '▁cat', '▁tea', '▁rain']
const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,!?▁']
const FIRST_WORD = SPECIAL.length + BYTES.length
const [NORMAL, UNKNOWN, CONTROL, USER_DEFINED, BYTE] = [1, 2, 3, 4, 6]
const HEADS = 2
const F32 = 0

const CHATML =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"

export function writeTinyModel(path: string, options: TinyModelOptions = {}): void {
  const { metadata, tensors } = tinyModel(options)
  writeFileSync(path, toGguf(metadata, tensors))
}

/** The same in several files, as `llama-gguf-split` names them. @returns their paths */
export function writeTinyParts(folder: string, stem: string, parts: number, options: TinyModelOptions = {}): string[] {
  return splitInParts(stem, parts, tinyModel(options)).map(({ file, metadata, tensors }) => {
    const path = join(folder, file)
    writeFileSync(path, toGguf(metadata, tensors))
    return path
  })
}

function tinyModel(options: TinyModelOptions): { metadata: Metadata; tensors: Tensor[] } {
  const {
    name = 'Tiny',
    template = CHATML,
    architecture = 'llama',
    contextLength = 1024,
    layers = 2,
    width = 64,
    says,
    knows = [],
    metadata: more = {},
  } = options
  const vocabulary = [...new Set([...SPECIAL, ...BYTES, ...(says ?? WORDS), ...knows, ...LETTERS])]
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
    ...more,
  }
  return { metadata, tensors: weights(vocabulary, layers, width, says) }
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

function toGguf(metadata: Metadata, tensors: readonly Tensor[]): Buffer {
  const places: TensorPlace[] = []
  const data: Buffer[] = []
  let offset = 0
  for (const { name, dimensions, values } of tensors) {
    places.push({ name, dimensions, type: F32, offset })
    const bytes = padded(Buffer.from(values.buffer))
    data.push(bytes)
    offset += bytes.length
  }
  return Buffer.concat([ggufHeader(metadata, places), ...data])
}
