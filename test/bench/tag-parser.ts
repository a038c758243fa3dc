import { createTagParser } from '../../electron/emotion/index.ts'
import { section, table } from './markdown.ts'
import { median } from './median.ts'
import { starterReplies } from './starter-replies.ts'

const ROUNDS = 9
/** What a model writes, in the pieces that it comes in. */
const PIECES = [
  '[hap',
  'py] ',
  'That ',
  'is ',
  'good ',
  '[news](https://kira.example)',
  '! ',
  '[sur',
  'prised]',
  ' Tell ',
  'me.\n',
]
const REPEATS = 4000
/** Of the time of a reply. */
const MOST_SHARE = 0.001

/**
 * What the tag parser costs: bytes a second, how that changes with a reply that is four times as long, and its share of the
 * time of a real reply, whose very pieces it reads again. `isMet`: whether that share is what it must be.
 */
export async function tagParserSpeed(): Promise<{ report: string; isMet: boolean }> {
  const short: number[] = []
  const long: number[] = []
  parse(PIECES, REPEATS)
  for (let round = 0; round < ROUNDS; round++) {
    short.push(bytesPerSecond(REPEATS))
    long.push(bytesPerSecond(REPEATS * 4))
  }

  const replies = await starterReplies()
  const parsing = replies.map(({ pieces }) => median(Array.from({ length: ROUNDS }, () => parse(pieces))))
  const replying = replies.reduce((sum, { ms }) => sum + ms, 0)
  const share = parsing.reduce((sum, ms) => sum + ms, 0) / replying
  const isMet = share < MOST_SHARE
  const report = section(
    'Tag parser',
    table(
      ['', 'figure', 'beside'],
      [
        ['throughput', `${(median(short) / 1e6).toFixed(1)} MB/s`, ''],
        ['ratio on a reply 4 times longer', (median(long) / median(short)).toFixed(2), '1 is linear'],
        [
          "share of a reply's time, starter model",
          `${(100 * share).toFixed(3)} %`,
          `${isMet ? 'below' : 'NOT below'} ${100 * MOST_SHARE} %`,
        ],
        ['a reply, starter model', `${(replying / replies.length).toFixed(0)} ms`, `mean of ${replies.length}`],
      ],
    ),
  )
  return { report, isMet }
}

function bytesPerSecond(repeats: number): number {
  return (repeats * Buffer.byteLength(PIECES.join('')) * 1000) / parse(PIECES, repeats)
}

/** Reads the pieces of one reply, again and again; in ms. */
function parse(pieces: readonly string[], repeats = 1): number {
  const parser = createTagParser()
  const startedAt = performance.now()
  for (let i = 0; i < repeats; i++) {
    for (const piece of pieces) parser.push(piece)
  }
  parser.end()
  return performance.now() - startedAt
}
