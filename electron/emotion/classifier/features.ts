/** Names the features of a text by 32-bit hashes; the weights of those that training kept are looked up by them. */

/** Tokens that the network reads: of what is longer, only the two ends. */
export const LONGEST_TOKENS = 96
/** Lengths, in UTF-16 code units, of the parts of a word that the network reads, and of the text that the linear part reads. */
const PARTS = { shortest: 3, longest: 5 }
const RUNS = { shortest: 2, longest: 5 }

/** A token's features: itself, and its parts. Longer words share parts with their kin: “heartbreaking”, “heartbroken”. */
export interface TokenFeatures {
  readonly word: number
  readonly parts: readonly number[]
}

export function networkFeatures(tokens: readonly string[]): TokenFeatures[] {
  const half = LONGEST_TOKENS / 2
  const read = tokens.length <= LONGEST_TOKENS ? tokens : [...tokens.slice(0, half), ...tokens.slice(-half)]
  return read.map((token) => ({
    word: hash(token, WORD),
    parts: /^\p{L}{3}/u.test(token) ? runsOf(`<${token}>`, PARTS, PART) : [],
  }))
}

/** Words, pairs of words, and runs of characters, each once. */
export function linearFeatures(tokens: readonly string[]): number[] {
  const found = new Set(runsOf(` ${tokens.join(' ')} `, RUNS, RUN))
  let before = hash('', PAIR)
  for (const token of tokens) {
    found.add(hash(token, WORD))
    found.add(hash(token, before))
    before = hash(`${token} `, PAIR)
  }
  found.add(hash('', before))
  return [...found]
}

/** Hashes of all runs of `shortest` to `longest` characters. */
function runsOf(text: string, { shortest, longest }: typeof RUNS, seed: number): number[] {
  const found: number[] = []
  for (let start = 0; start < text.length; start++) {
    const end = Math.min(text.length, start + longest)
    let value = seed
    for (let i = start; i < end; i++) {
      value = step(value, text.charCodeAt(i))
      if (i - start + 1 >= shortest) found.push(value >>> 0)
    }
  }
  return found
}

// ── FNV-1a over UTF-16 code units, 32 bits ──

const step = (value: number, code: number) => Math.imul(value ^ code, 0x01000193)

function hash(text: string, seed: number): number {
  let value = seed
  for (let i = 0; i < text.length; i++) value = step(value, text.charCodeAt(i))
  return value >>> 0
}

/** Where hashing begins: a word, a pair, a part and a run of the same letters are different features. */
const [WORD, PAIR, PART, RUN] = ['word', 'pair', 'part', 'run'].map((kind) => hash(kind, 0x811c9dc5)) as [
  number,
  number,
  number,
  number,
]
