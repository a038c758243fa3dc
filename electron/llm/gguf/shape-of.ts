import type { ModelFacts } from '../../contract/index.ts'
import { GgufError } from './gguf-error.ts'
import type { GgufMetadata, GgufTensor } from './gguf-header.ts'
import type { SizedHeader } from './header-sources.ts'
import { kindOf } from './kind.ts'
import { lengthIn, numberIn, numberOfBlock, textIn } from './metadata.ts'
import { cacheOf } from './model-cache.ts'
import type { ModelShape } from './model-shape.ts'
import { templateFamily } from './template-family.ts'
import { fileTypeName, tensorTypeName } from './tensor-types.ts'

/** llama.cpp takes no more (`LLAMA_MAX_LAYERS`). */
const MAX_BLOCKS = 512
/** Characters of what is shown; a file may hold any. */
const MAX_TEXT = 200

/**
 * What the headers of a model's files say about it.
 * @param first the first file: where it is, and its name
 * @throws GgufError where they don't say what every model says
 */
export function shapeOf(first: Pick<ModelFacts, 'path' | 'file'>, parts: readonly SizedHeader[]): ModelShape {
  const metadata = parts[0]?.header.metadata ?? new Map()
  const arch = textIn(metadata, 'general.architecture')
  if (arch === null) throw new GgufError('unsupported', 'it does not name its architecture')
  const tensors = parts.flatMap(({ header }) => header.tensors)
  if (tensors.length === 0) throw new GgufError('unsupported', 'it holds no weights')
  const placed = placeTensors(tensors)
  const blocks = Math.max(numberIn(metadata, `${arch}.block_count`) ?? 0, placed.blockBytes.length)
  if (!Number.isInteger(blocks) || blocks > MAX_BLOCKS) throw new GgufError('unsupported', `it has ${blocks} blocks`)
  const vocabulary = lengthIn(metadata, 'tokenizer.ggml.tokens') || (numberIn(metadata, `${arch}.vocab_size`) ?? 0)
  const heads = numberOfBlock(metadata, `${arch}.attention.head_count`, 0)
  const feedForward = feedForwardOf(metadata, arch)
  return {
    facts: factsOf(first, parts, { metadata, arch, tensors, blocks, vocabulary }),
    blockBytes: Array.from({ length: blocks }, (_, block) => placed.blockBytes[block] ?? 0),
    ...cacheOf(metadata, arch, blocks),
    outputBytes: placed.outputBytes,
    inputBytes: placed.inputBytes,
    embeddingLength: numberIn(metadata, `${arch}.embedding_length`) ?? 0,
    vocabulary,
    ...(heads !== null && { heads }),
    ...(feedForward > 0 && { feedForward }),
  }
}

/** Values that are worked out at once: by the block as a whole, or by the experts that are asked. */
function feedForwardOf(metadata: GgufMetadata, arch: string): number {
  const of = (key: string) => numberOfBlock(metadata, `${arch}.${key}`, 0) ?? 0
  const expert = of('expert_feed_forward_length') || of('feed_forward_length')
  return Math.max(of('feed_forward_length'), expert * of('expert_used_count'))
}

interface Read {
  readonly metadata: GgufMetadata
  readonly arch: string
  readonly tensors: readonly GgufTensor[]
  readonly blocks: number
  readonly vocabulary: number
}

function factsOf(first: Pick<ModelFacts, 'path' | 'file'>, parts: readonly SizedHeader[], read: Read): ModelFacts {
  const { metadata, arch, tensors, blocks, vocabulary } = read
  const trainContext = numberIn(metadata, `${arch}.context_length`) ?? 0
  const template = textIn(metadata, 'tokenizer.chat_template')
  return {
    ...first,
    name: (textIn(metadata, 'general.name') ?? first.file).slice(0, MAX_TEXT),
    kind: kindOf(metadata, arch, blocks > 0 && vocabulary > 0),
    arch: arch.slice(0, MAX_TEXT),
    params: tensors.reduce((sum, { values }) => sum + values, 0),
    quantization: fileTypeName(metadata.get('general.file_type')) ?? dominantType(tensors),
    layers: blocks,
    trainContext: Number.isInteger(trainContext) && trainContext > 0 ? trainContext : null,
    template: template === null ? null : templateFamily(template, arch),
    licence: textIn(metadata, 'general.license')?.slice(0, MAX_TEXT) ?? null,
    sizeBytes: parts.reduce((sum, { size }) => sum + size, 0),
    parts: parts.length,
  }
}

/** The type that most values are kept as. */
function dominantType(tensors: readonly GgufTensor[]): string {
  const values = new Map<number, number>()
  for (const tensor of tensors) values.set(tensor.type, (values.get(tensor.type) ?? 0) + tensor.values)
  const [most = [0]] = [...values].sort(([, a], [, b]) => b - a)
  return tensorTypeName(most[0])
}

/** Where the weights go: blocks, and the two ends (`llm_tensor_info_mapping` in llama.cpp). */
function placeTensors(tensors: readonly GgufTensor[]) {
  const blockBytes: number[] = []
  let [outputBytes, inputBytes, embeddingBytes, hasOutput] = [0, 0, 0, false]
  for (const { name, bytes } of tensors) {
    const [first = '', second = ''] = name.split('.')
    const block = first === 'blk' ? Number.parseInt(second, 10) : Number.NaN
    if (block >= 0 && block < MAX_BLOCKS) blockBytes[block] = (blockBytes[block] ?? 0) + bytes
    else if (first === 'output' || first === 'output_norm' || first === 'cls') outputBytes += bytes
    else inputBytes += bytes
    if (first === 'output') hasOutput = true
    if (first === 'token_embd') embeddingBytes += bytes
  }
  return { blockBytes, inputBytes, outputBytes: hasOutput ? outputBytes : outputBytes + embeddingBytes }
}
