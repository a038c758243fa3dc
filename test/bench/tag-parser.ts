import { createTagParser } from '../../electron/emotion/index.ts'
import { median } from './median.ts'

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

/** Characters a second of the tag parser, and how that changes with a reply that is four times as long. */
export function tagParserSpeed(): string {
  const short: number[] = []
  const long: number[] = []
  parse(REPEATS)
  for (let round = 0; round < ROUNDS; round++) {
    short.push(parse(REPEATS))
    long.push(parse(REPEATS * 4))
  }
  return [
    `tag parser                       ${(median(short) / 1e6).toFixed(1)} million characters/s`,
    `ratio on a reply 4 times longer  ${(median(long) / median(short)).toFixed(2)} (1 is linear)`,
  ].join('\n')
}

function parse(repeats: number): number {
  const parser = createTagParser()
  let characters = 0
  const startedAt = performance.now()
  for (let i = 0; i < repeats; i++) {
    for (const piece of PIECES) {
      characters += piece.length
      parser.push(piece)
    }
  }
  parser.end()
  return (characters * 1000) / (performance.now() - startedAt)
}
