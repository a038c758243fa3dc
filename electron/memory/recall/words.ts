import { isStopWord } from './stop-words.ts'

/** A long message is searched by its first words; more only cost time. */
const MOST_WORDS = 48

export interface Word {
  /** Lower case, without diacritics and plural ending. */
  readonly stem: string
  /** Where it begins in the text. */
  readonly index: number
}

/** The words of a text, one by one: letters and digits, as SQLite's tokenizer `unicode61` cuts them. */
export function* wordsOf(text: string): Generator<Word> {
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    yield { stem: stem(fold(match[0])), index: match.index }
  }
}

/** What a text is about: its distinct words, without those that say nothing. */
export function subjectWords(text: string): Set<string> {
  const words = new Set<string>()
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const word = fold(match[0])
    if (!isStopWord(word)) words.add(stem(word))
    if (words.size === MOST_WORDS) break
  }
  return words
}

/** The written forms that a stem may have: the word, and its plural in English or French. */
export function formsOf(wordStem: string): string[] {
  return [wordStem, `${wordStem}s`, `${wordStem}x`]
}

/** Lower case without diacritics: "Léa" and "lea" are one word, as for `unicode61 remove_diacritics 2`. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
}

/** Drops a plural ending, English or French: "cats" → "cat", "jeux" → "jeu". Short words are left alone. */
function stem(word: string): string {
  return word.length > 3 && /[sx]$/.test(word) ? word.slice(0, -1) : word
}
