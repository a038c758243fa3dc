import type { GgufMetadata } from '../llm/gguf/gguf-header.ts'

/** Characters of a value: a chat template has thousands. */
const LONGEST_VALUE = 500

/** The numbers, texts and yes-or-noes of a header, for people. */
export function metadataLines(metadata: GgufMetadata): { key: string; value: string }[] {
  const lines: { key: string; value: string }[] = []
  for (const [key, value] of metadata) {
    if (typeof value === 'object') continue
    const text = String(value)
    lines.push({ key, value: text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text })
  }
  return lines
}
