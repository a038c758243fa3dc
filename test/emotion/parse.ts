import { appendSegment, MODERATE_INTENSITY, type Segment } from '../../electron/contract/index.ts'
import { createTagParser } from '../../electron/emotion/index.ts'

/** What the parser makes of a text that arrives in these chunks, neighbours that are felt the same joined. */
export function parseChunks(chunks: readonly string[]): Segment[] {
  const parser = createTagParser()
  const parsed = [...chunks.flatMap((chunk) => parser.push(chunk)), ...parser.end()]
  return joined(parsed.map(({ text, emotion, intensity }) => ({ text, emotion, intensity })))
}

/** Neighbours that are felt the same in one. */
export function joined(segments: readonly Segment[]): Segment[] {
  let all: Segment[] = []
  for (const segment of segments) all = appendSegment(all, segment)
  return all
}

export const parse = (text: string): Segment[] => parseChunks([text])
export const shownText = (text: string): string =>
  parse(text)
    .map((segment) => segment.text)
    .join('')

/** Segments in short, with the intensities that are not moderate: `happy: Hello! | sad 0.3: Oh.` */
export const inShort = (segments: readonly Segment[]): string =>
  segments
    .map(({ text, emotion, intensity }) => {
      return `${emotion}${intensity === MODERATE_INTENSITY ? '' : ` ${intensity}`}: ${text}`
    })
    .join(' | ')
