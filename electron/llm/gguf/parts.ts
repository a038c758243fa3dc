import { GgufError } from './gguf-error.ts'
import type { GgufMetadata } from './gguf-header.ts'

/** No model comes in nearly as many files. */
const MAX_PARTS = 1000
const PART_NAME = /^(.+)-\d{5}-of-(\d{5})(\.gguf)$/i

/** What the name of a part of a model says, such as `model-00001-of-00003.gguf`; undefined where it is none. */
export function partIn(name: string): { stem: string; parts: string; ending: string } | undefined {
  const [, stem, parts, ending] = PART_NAME.exec(name) ?? []
  return stem === undefined || parts === undefined || ending === undefined ? undefined : { stem, parts, ending }
}

/**
 * The names of all files of a model, the first one first, of which `name` is one. llama.cpp names the parts of a split
 * model `model-00001-of-00003.gguf`, and finds them by that (`llama_split_path` in llama.cpp).
 * @throws GgufError where a part of a split model has another name
 */
export function partNames(name: string, metadata: GgufMetadata): string[] {
  const count = metadata.get('split.count')
  if (typeof count !== 'number' || count <= 1) return [name]
  const part = partIn(name)
  if (part === undefined || Number(part.parts) !== count || count > MAX_PARTS)
    throw new GgufError('unsupported', `it is one of ${count} parts, and its name doesn’t say which`)
  return Array.from(
    { length: count },
    (_, index) => `${part.stem}-${String(index + 1).padStart(5, '0')}-of-${part.parts}${part.ending}`,
  )
}
