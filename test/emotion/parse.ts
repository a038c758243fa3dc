import type { Segment } from '../../electron/contract/index.ts'
import { createTagParser } from '../../electron/emotion/index.ts'

/** What the parser makes of a text that arrives in these chunks, neighbours of one emotion joined. */
export function parseChunks(chunks: readonly string[]): Segment[] {
  const parser = createTagParser()
  const joined: Segment[] = []
  for (const { text, emotion } of [...chunks.flatMap((chunk) => parser.push(chunk)), ...parser.end()]) {
    const last = joined.at(-1)
    if (last?.emotion === emotion) last.text += text
    else joined.push({ text, emotion })
  }
  return joined
}

export const parse = (text: string): Segment[] => parseChunks([text])
export const shownText = (text: string): string =>
  parse(text)
    .map((segment) => segment.text)
    .join('')

/** Segments in short: `happy: Hello! | sad: Oh.` */
export const inShort = (segments: readonly Segment[]): string =>
  segments.map(({ text, emotion }) => `${emotion}: ${text}`).join(' | ')
