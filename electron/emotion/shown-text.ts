/**
 * What the tag parser must know of the text that it has let through: whether the next character is code, in which
 * nothing is a tag, and whether a line or a sentence can begin. Code is as in CommonMark: spans between equal runs of
 * backticks, and blocks between fences. A span ends with its line at the latest, so that a stray backtick does no harm.
 */
interface Run {
  readonly character: string
  length: number
  readonly opensLine: boolean
}

interface Code {
  readonly character: string
  readonly length: number
  fenced: boolean
  /** Whether this is still the line of the opening fence. */
  opening: boolean
}

const LINE_PREFIX = ' \t>*+-.)0123456789'
const SENTENCE_END = '.!?…:~»"”\n'

export class ShownText {
  /** The last character; empty before the first. */
  last = ''
  atSentenceStart = true
  #atLineStart = true
  #afterBackslash = false
  #run: Run | undefined
  #code: Code | undefined
  #closing = false

  get isEmpty(): boolean {
    return this.last === ''
  }

  /** Whether `next`, which has not been written yet, is protected: code, or escaped by a backslash. */
  protects(next: string): boolean {
    this.#endRunBefore(next)
    return this.#code !== undefined || this.#afterBackslash
  }

  /** Whether what was written last is in code. */
  get inCode(): boolean {
    return this.#code !== undefined
  }

  /** @param character one code point */
  write(character: string): void {
    this.#endRunBefore(character)
    if (this.#run) this.#run.length++
    else if ((character === '`' || character === '~') && !this.#afterBackslash) this.#beginRun(character)

    if (character === '\n') this.#endLine()
    else if (character !== ' ' && character !== '\t') this.#closing = false

    this.#afterBackslash = character === '\\' && !this.#afterBackslash && !this.#code
    this.#atLineStart = character === '\n' || (this.#atLineStart && LINE_PREFIX.includes(character))
    this.atSentenceStart =
      SENTENCE_END.includes(character) || isEmoji(character) || (this.atSentenceStart && !isWord(character))
    this.last = character
  }

  #beginRun(character: string): void {
    const code = this.#code
    // The line of an opening fence holds no backtick: it was a span.
    if (code?.opening && character === '`' && code.character === '`') code.fenced = false
    this.#run = { character, length: 1, opensLine: this.#atLineStart }
  }

  #endRunBefore(next: string): void {
    const run = this.#run
    if (!run || next === run.character) return
    this.#run = undefined
    const code = this.#code
    if (!code) {
      const fenced = run.opensLine && run.length >= 3
      if (run.character === '`' || fenced) this.#code = { ...run, fenced, opening: true }
    } else if (run.character === code.character) {
      if (!code.fenced && run.length === code.length) this.#code = undefined
      else if (code.fenced && run.opensLine && run.length >= code.length) this.#closing = true
    }
  }

  #endLine(): void {
    if (!this.#code) return
    if (!this.#code.fenced || this.#closing) this.#code = undefined
    else this.#code.opening = false
    this.#closing = false
  }
}

const isWord = (character: string) => /[\p{L}\p{N},;]/u.test(character)
const isEmoji = (character: string) => character > '\u{2190}' && /\p{Extended_Pictographic}/u.test(character)
