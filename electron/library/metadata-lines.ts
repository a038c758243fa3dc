import type { GgufMetadata } from '../llm/gguf/gguf-header.ts'

/** Characters of a name or a value: a chat template has thousands. */
const LONGEST = 500

/** The numbers, texts and yes-or-noes of a header, for people. */
export function metadataLines(metadata: GgufMetadata): { key: string; value: string }[] {
  const lines: { key: string; value: string }[] = []
  for (const [key, value] of metadata) {
    if (typeof value === 'object') continue
    lines.push({ key: short(key), value: short(String(value)) })
  }
  return lines
}

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
