/** Splits chat text into tokens: words, emoji, emoticons, punctuation. */

/** In UTF-16 code units: of what is longer, only its two ends are read. */
const LONGEST_TEXT = 1000

/** Emoticons first, as their characters are punctuation otherwise; then words with their apostrophes, emoji, single signs. */
const EMOTICON = String.raw`(?<![\p{L}\p{N}])[:;=8x>]['’]?-?(?:[()[\]{}/\\|*3<]+|[dpo](?![\p{L}\p{N}]))|<\/?3|\^_*\^|[t;]_+[t;]|-_+-|o_o`
const WORD = String.raw`\p{L}[\p{L}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)*|\p{N}+`
const EMOJI = String.raw`(?:\p{Extended_Pictographic}|\p{RI}{2})(?:\p{EMod}|\u{fe0f}|\u{200d}\p{Extended_Pictographic})*`
const MARKS_OF_SENTENCES = String.raw`[!?]+|\.{2,}|…`
const TOKEN = new RegExp(`${EMOTICON}|${WORD}|${EMOJI}|${MARKS_OF_SENTENCES}|[^\\s\\p{L}\\p{N}]`, 'giu')

/** French articles and pronouns before a vowel, and `qu'`: words of their own. */
const ELISION = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=\p{L}{2})/u
const ACCENTS = /\p{M}+/gu

/**
 * The tokens of a text: small letters without accents (they are often left out), letters said three times or more twice.
 * `<caps>` stands before a shouted word, `<long>` after a drawn-out one; numbers are `<0>`. At most 1,000 characters are read.
 */
export function tokensOf(text: string): string[] {
  const tokens: string[] = []
  for (const [found] of endsOf(text).matchAll(TOKEN)) {
    if (/^\p{N}/u.test(found)) tokens.push('<0>')
    else if (/^\p{L}/u.test(found)) pushWord(tokens, found)
    else tokens.push(/^[!?.]+$/.test(found) ? found.slice(0, 3) : found.toLowerCase().replaceAll('\u{fe0f}', ''))
  }
  return tokens
}

function endsOf(text: string): string {
  if (text.length <= LONGEST_TEXT) return text
  return `${text.slice(0, LONGEST_TEXT / 2)} ${text.slice(-LONGEST_TEXT / 2)}`
}

function pushWord(tokens: string[], found: string): void {
  if (/\p{Lu}{3}/u.test(found)) tokens.push('<caps>')
  const folded = found.toLowerCase().normalize('NFD').replace(ACCENTS, '').replaceAll('œ', 'oe').replaceAll('’', "'")
  const word = folded.replace(/(.)\1{2,}/gu, '$1$1')
  const elided = ELISION.exec(word)?.[0] ?? ''
  if (elided) tokens.push(elided)
  tokens.push(word.slice(elided.length))
  if (word !== folded) tokens.push('<long>')
}
