import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { blockOf } from '../../electron/llm/gguf/tensor-types.ts'
import {
  array,
  float32,
  ggufHeader,
  int32,
  type Metadata,
  paddedLength,
  splitInParts,
  type TensorPlace,
  text,
  uint32,
} from './gguf-writer.ts'

/**
 * Writes a GGUF file of any model's shape in a moment: a true header, and no more of the weights than their length, which
 * the file system keeps as a hole. It can be looked at, not talked with.
 */
export interface ModelForm {
  readonly name?: string
  readonly architecture?: string
  readonly blocks: number
  readonly width: number
  readonly heads: number
  readonly kvHeads: number
  readonly headLength?: number
  readonly feedForward: number
  readonly vocabulary: number
  readonly trainContext?: number
  /** The tensor type's number of the weights: 13 is Q5_K. */
  readonly weightType?: number
  /** Whether the output layer has weights of its own. */
  readonly ownOutput?: boolean
  readonly template?: string
  /** More metadata, or another. */
  readonly metadata?: Metadata
}

/** Norms that some architectures have besides: of a head, or of the whole width. */
const MORE_NORMS: Record<string, readonly (readonly [name: string, ofHead: boolean])[]> = {
  qwen3: [
    ['attn_q_norm', true],
    ['attn_k_norm', true],
  ],
  gemma3: [
    ['attn_q_norm', true],
    ['attn_k_norm', true],
    ['post_attention_norm', false],
    ['post_ffw_norm', false],
  ],
}

const F32 = 0
const Q5_K = 13

/** A Zephyr 7B in Q5_K_M, all but its weights: the file measures 5.13 GB, as the one on the shelf does. */
export const ZEPHYR_7B: ModelForm = {
  name: 'Zephyr 7B Beta',
  blocks: 32,
  width: 4096,
  heads: 32,
  kvHeads: 8,
  feedForward: 14_336,
  vocabulary: 32_000,
  trainContext: 32_768,
  template: "{% for message in messages %}{{ '<|user|>\\n' + message['content'] + eos_token }}{% endfor %}",
  metadata: { 'general.file_type': uint32(17), 'general.license': text('mit') },
}

export function writeShapedModel(path: string, form: ModelForm): void {
  const places = tensorsOf(form)
  writeSparse(path, metadataOf(form), places)
}

/** The same in several files, as `llama-gguf-split` names them. @returns their paths */
export function writeSplitModel(folder: string, stem: string, parts: number, form: ModelForm): string[] {
  const whole = { metadata: metadataOf(form), tensors: tensorsOf(form) }
  return splitInParts(stem, parts, whole).map(({ file, metadata, tensors }) => {
    const path = join(folder, file)
    writeSparse(path, metadata, tensors)
    return path
  })
}

/** A header as it stands before the data of these tensors. */
function writeSparse(path: string, metadata: Metadata, tensors: readonly Omit<TensorPlace, 'offset'>[]): void {
  let offset = 0
  const places = tensors.map((tensor) => {
    const place = { ...tensor, offset }
    offset = paddedLength(offset + bytesOf(tensor))
    return place
  })
  const header = ggufHeader(metadata, places)
  writeFileSync(path, header)
  truncateSync(path, header.length + offset)
}

function bytesOf({ type, dimensions }: Omit<TensorPlace, 'offset'>): number {
  const { values, bytes } = blockOf(type) ?? { values: 1, bytes: 4 }
  return Math.ceil(dimensions.reduce((a, b) => a * b, 1) / values) * bytes
}

function metadataOf(form: ModelForm): Metadata {
  const { name = 'Shaped', architecture = 'llama', vocabulary, template, trainContext = 8192 } = form
  const headLength = form.headLength ?? form.width / form.heads
  const own = (entries: Metadata) =>
    Object.fromEntries(Object.entries(entries).map(([key, value]) => [`${architecture}.${key}`, value]))
  const tokens = Array.from({ length: vocabulary }, (_, id) => `<0x${id.toString(16)}>`)
  return {
    'general.architecture': text(architecture),
    'general.name': text(name),
    ...own({
      vocab_size: uint32(vocabulary),
      context_length: uint32(trainContext),
      embedding_length: uint32(form.width),
      block_count: uint32(form.blocks),
      feed_forward_length: uint32(form.feedForward),
      'attention.head_count': uint32(form.heads),
      'attention.head_count_kv': uint32(form.kvHeads),
      'attention.key_length': uint32(headLength),
      'attention.value_length': uint32(headLength),
      'attention.layer_norm_rms_epsilon': float32(1e-5),
      'rope.dimension_count': uint32(headLength),
    }),
    'tokenizer.ggml.model': text('llama'),
    'tokenizer.ggml.tokens': array(tokens.map(text)),
    'tokenizer.ggml.scores': array(tokens.map((_, id) => float32(-id))),
    'tokenizer.ggml.token_type': array(tokens.map((_, id) => int32(id === 0 ? 2 : 1))),
    'tokenizer.ggml.bos_token_id': uint32(1),
    'tokenizer.ggml.eos_token_id': uint32(2),
    'tokenizer.ggml.unknown_token_id': uint32(0),
    ...(template === undefined ? {} : { 'tokenizer.chat_template': text(template) }),
    ...form.metadata,
  }
}

function tensorsOf(form: ModelForm): Omit<TensorPlace, 'offset'>[] {
  const { width, feedForward, vocabulary, weightType = Q5_K, ownOutput = true } = form
  const headLength = form.headLength ?? width / form.heads
  const norm = (name: string, length = width) => ({ name, dimensions: [length], type: F32 })
  const matrix = (name: string, columns: number, rows: number) => ({
    name,
    dimensions: [columns, rows],
    type: weightType,
  })
  const more = MORE_NORMS[form.architecture ?? 'llama'] ?? []
  const blocks = Array.from({ length: form.blocks }, (_, block) => [
    ...more.map(([name, ofHead]) => norm(`blk.${block}.${name}.weight`, ofHead ? headLength : width)),
    norm(`blk.${block}.attn_norm.weight`),
    matrix(`blk.${block}.attn_q.weight`, width, form.heads * headLength),
    matrix(`blk.${block}.attn_k.weight`, width, form.kvHeads * headLength),
    matrix(`blk.${block}.attn_v.weight`, width, form.kvHeads * headLength),
    matrix(`blk.${block}.attn_output.weight`, form.heads * headLength, width),
    norm(`blk.${block}.ffn_norm.weight`),
    matrix(`blk.${block}.ffn_gate.weight`, width, feedForward),
    matrix(`blk.${block}.ffn_up.weight`, width, feedForward),
    matrix(`blk.${block}.ffn_down.weight`, feedForward, width),
  ])
  const output = ownOutput ? [matrix('output.weight', width, vocabulary)] : []
  return [matrix('token_embd.weight', width, vocabulary), norm('output_norm.weight'), ...output, ...blocks.flat()]
}
