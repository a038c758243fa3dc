import { feelsSame, type Segment } from '../contract/index.ts'

/** Pieces of a reply as segments: neighbours that are felt the same become one. No text is lost. */
export function joinSegments(pieces: readonly Segment[]): Segment[] {
  const joined: Segment[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (last && feelsSame(last, piece)) last.text += piece.text
    else joined.push({ ...piece })
  }
  return joined
}

/** What segments say, without the faces. */
export function textOf(segments: readonly Segment[]): string {
  return segments.map((segment) => segment.text).join('')
}
