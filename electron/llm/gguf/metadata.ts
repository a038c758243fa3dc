import type { GgufMetadata } from './gguf-header.ts'

/** No count or length in any model comes near it; what is worked out of a few of them stays a number. */
const MOST = 2 ** 32

/** A count or a length of the metadata, 0 or more; null where there is none. */
export function numberIn(metadata: GgufMetadata, key: string): number | null {
  return bounded(metadata.get(key))
}

/** A text of the metadata; null where there is none, or an empty one. */
export function textIn(metadata: GgufMetadata, key: string): string | null {
  const value = metadata.get(key)
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

/** How many things an array of the metadata has; 0 where there is none. */
export function lengthIn(metadata: GgufMetadata, key: string): number {
  const value = metadata.get(key)
  return typeof value === 'object' ? value.length : 0
}

/** A number that is one for all blocks or one for each; null where there is none. */
export function numberOfBlock(metadata: GgufMetadata, key: string, block: number): number | null {
  const value = metadata.get(key)
  return bounded(typeof value === 'object' ? value.values?.[block] : value)
}

function bounded(value: unknown): number | null {
  return typeof value === 'number' && !Number.isNaN(value) ? Math.min(Math.max(0, value), MOST) : null
}
