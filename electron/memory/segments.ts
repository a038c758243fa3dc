import type { Segment } from '../contract/index.ts'

/** Pieces of a reply as segments: neighbours with the same emotion become one. No text is lost. */
export function joinSegments(pieces: readonly Segment[]): Segment[] {
  const joined: Segment[] = []
  for (const { text, emotion } of pieces) {
    const last = joined.at(-1)
    if (last?.emotion === emotion) last.text += text
    else joined.push({ text, emotion })
  }
  return joined
}

/** What segments say, without the faces. */
export function textOf(segments: readonly Segment[]): string {
  return segments.map((segment) => segment.text).join('')
}
