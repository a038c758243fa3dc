/** Sentences and words, as listening takes them: in English and French. */
import { fold } from './names.ts'

/** The parts of a text that a mark or a line break ends, with their marks. */
export function sentencesOf(text: string): readonly string[] {
  return text.match(/[^.!?…\n]+[.!?…\s]*/gu) ?? []
}

const CONTRACTED = /\b(ca|do|did|does|is|are|was|were|wo|could|would|should|have|has|had)n'?t\b/g

/** Lower-case words without accents; letters said three times or more stand once, and “n't” is “not”. */
export function tokenize(text: string): string[] {
  const plain = fold(text)
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(/\ba?(?:ha){2,}h?\b|\bahah\b/g, 'haha')
    .replace(CONTRACTED, '$1 not')
  return plain.match(/[\p{L}\d]+/gu) ?? []
}

/** Takes a regular ending off, so that “déçue”, “déçus” and “déçu” are one. */
export function stem(token: string): string {
  const short = token.replace(/e{1,2}s?$|(?<!s)s$/, '')
  return short.length >= 4 ? short : token
}

export const wordSet = (list: string): ReadonlySet<string> => new Set(list.split(' '))

export const NEGATIONS = wordSet('not no never without nor pas jamais sans ni aucun aucune')
/** After one of these, something else is said. */
export const CONTRAST = wordSet('but however mais pourtant')
