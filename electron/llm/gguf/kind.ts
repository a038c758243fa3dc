import type { ModelKind } from '../../contract/index.ts'
import type { GgufMetadata } from './gguf-header.ts'
import { numberIn, textIn } from './metadata.ts'

/** Models that only turn text into vectors, whatever they say about pooling. */
const EMBEDDING_ARCHITECTURE = /bert|embed|t5encoder/
/** Parts of a model that ran away from home: they draft for another one, or make sound. */
const NOT_TALKING = ['gemma4-assistant', 'eagle3', 'dflash', 'wavtokenizer-dec', 'qwen3tts']

/**
 * What a GGUF file holds.
 * @param hasText whether it has blocks and a vocabulary, as all have that talk
 */
export function kindOf(metadata: GgufMetadata, arch: string, hasText: boolean): ModelKind {
  const type = textIn(metadata, 'general.type') ?? 'model'
  if (type === 'adapter') return 'adapter'
  if (type === 'mmproj' || arch === 'clip') return 'vision'
  // 0 is no pooling, -1 is not said (`llama_pooling_type` in llama.h).
  const pools = (numberIn(metadata, `${arch}.pooling_type`) ?? 0) > 0
  if (pools || EMBEDDING_ARCHITECTURE.test(arch)) return 'embedding'
  return type === 'model' && hasText && !NOT_TALKING.includes(arch) ? 'chat' : 'unknown'
}
