import type { GgufMetadata } from './gguf-header.ts'
import { numberIn, numberOfBlock } from './metadata.ts'
import type { ModelShape } from './model-shape.ts'

/** Bytes of a key's or a value's number, and of one of a recurrent state. */
const [HALF, FLOAT] = [2, 4]
const RECURRENT = ['mamba', 'mamba2', 'rwkv6', 'rwkv6qwen2', 'rwkv7', 'arwkv7']
/** Every so many blocks one is recurrent no more, where the metadata doesn't say so block by block. */
const FULL_ATTENTION_EVERY = ['qwen3next', 'qwen35', 'qwen35moe']
/**
 * Of so many blocks one, the last, keeps the whole talk, and the others a window of it; where the metadata doesn't say it
 * block by block. (`set_swa_pattern` in llama-model.cpp.)
 */
const WINDOWED: Record<string, number> = {
  llama4: 4,
  afmoe: 4,
  plamo3: 8,
  gemma2: 2,
  gemma3: 6,
  gemma3n: 5,
  'gemma-embedding': 6,
  cohere2: 4,
  olmo2: 4,
  exaone4: 4,
  'exaone-moe': 4,
  'gpt-oss': 2,
}

/** What a model keeps of a talk, block by block, as far as its metadata tells. Where they don't, it counts as all of it. */
export function cacheOf(
  metadata: GgufMetadata,
  arch: string,
  blocks: number,
): Required<Pick<ModelShape, 'kvBytes' | 'kvWindows' | 'stateBytes'>> {
  const each = <T>(of: (block: number) => T) => Array.from({ length: blocks }, (_, block) => of(block))
  const own = blocks - (numberIn(metadata, `${arch}.attention.shared_kv_layers`) ?? 0)
  const window = slidingWindow(metadata, arch)
  const state = stateBytes(metadata, arch)
  const windowed = (block: number) => window !== null && isWindowed(metadata, arch, block)
  const recurrent = (block: number) => isRecurrent(metadata, arch, block)
  return {
    kvBytes: each((block) =>
      block >= own || recurrent(block) ? 0 : tokenBytes(metadata, arch, block, windowed(block)),
    ),
    kvWindows: each((block) => (windowed(block) ? window : null)),
    stateBytes: each((block) => (recurrent(block) || arch === 'falcon-h1' ? state : 0)),
  }
}

/** Keys and values of one token in one block. */
function tokenBytes(metadata: GgufMetadata, arch: string, block: number, windowed: boolean): number {
  const of = (key: string) => numberOfBlock(metadata, `${arch}.attention.${key}`, block)
  const heads = of('head_count') ?? 0
  const headLength = heads === 0 ? 0 : (numberIn(metadata, `${arch}.embedding_length`) ?? 0) / heads
  const keys = (windowed ? of('key_length_swa') : null) ?? of('key_length') ?? headLength
  const values = (windowed ? of('value_length_swa') : null) ?? of('value_length') ?? headLength
  return Math.ceil((of('head_count_kv') ?? heads) * (keys + values) * HALF)
}

/** Tokens; null where the model has none, or one as wide as all that it was trained for. */
function slidingWindow(metadata: GgufMetadata, arch: string): number | null {
  const window = numberIn(metadata, `${arch}.attention.sliding_window`) ?? 0
  const trained = numberIn(metadata, `${arch}.context_length`) ?? Infinity
  return window > 0 && window < trained ? Math.ceil(window) : null
}

function isWindowed(metadata: GgufMetadata, arch: string, block: number): boolean {
  const said = metadata.get(`${arch}.attention.sliding_window_pattern`)
  if (typeof said === 'object') return Boolean(said.values?.[block])
  const pattern = typeof said === 'number' ? Math.floor(said) : (WINDOWED[arch] ?? 1)
  return block % pattern < pattern - 1
}

function isRecurrent(metadata: GgufMetadata, arch: string, block: number): boolean {
  if (RECURRENT.includes(arch)) return true
  const every = numberIn(metadata, `${arch}.full_attention_interval`) ?? 0
  if (every >= 1 && FULL_ATTENTION_EVERY.includes(arch)) return (block + 1) % Math.floor(every) !== 0
  const heads = metadata.get(`${arch}.attention.head_count_kv`)
  return typeof heads === 'object' && heads.values?.[block] === 0
}

/** What one recurrent block keeps of one talk (`n_embd_r` and `n_embd_s` of llama_hparams in llama.cpp). */
function stateBytes(metadata: GgufMetadata, arch: string): number {
  const of = (key: string) => numberIn(metadata, `${arch}.${key}`) ?? 0
  const width = of('embedding_length')
  const wkv = of('wkv.head_size')
  if (wkv > 0) return FLOAT * width * (of('token_shift_count') + wkv)
  const convolution = of('shortconv.l_cache')
  if (convolution > 0) return FLOAT * width * (convolution - 1)
  const [inner, state] = [of('ssm.inner_size'), of('ssm.state_size')]
  const shifted = Math.max(0, of('ssm.conv_kernel') - 1) * (inner + 2 * of('ssm.group_count') * state)
  return FLOAT * (shifted + inner * state)
}
