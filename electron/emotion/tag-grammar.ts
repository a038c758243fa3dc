/** The tag that a reply begins with: as a grammar that holds a model to it, and as a question to what a model says. */
import type { Emotion } from '../contract/index.ts'
import { FEELINGS } from './table.ts'
import { readTag } from './tag-forms.ts'
import { LONGEST_TAG } from './tag-parser.ts'

/**
 * A grammar of the replies that begin with the tag of one of these emotions (at least one), such as `[happy] `. After
 * it they go on as they like, or not at all.
 * GBNF: https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md
 */
export function tagGrammar(emotions: readonly Emotion[]): string {
  const names = emotions.map((emotion) => `"${emotion}"`).join(' | ')
  return `root ::= "[" (${names}) "] " .*`
}

/**
 * Whether a reply begins with a tag in brackets whose emotion is one of these, in any spelling that the tag parser
 * takes: `[happy]`, `[very happy]`, `[joie]`. Undefined while that can't be told yet.
 */
export function beginsWithTag(reply: string, emotions: readonly Emotion[]): boolean | undefined {
  const start = reply.trimStart()
  if (start !== '' && !start.startsWith('[')) return false
  for (let end = 1; end <= start.length; end++) {
    const reading = end > LONGEST_TAG ? 'text' : readTag(start.slice(0, end), { atSentenceStart: true, heldTag: false })
    if (reading === 'unfinished') continue
    if (typeof reading === 'string' || !emotions.includes(FEELINGS[reading.feeling].face)) return false
    // `[happy](…)` is a link.
    return end < start.length ? start[end] !== '(' : undefined
  }
  return undefined
}
