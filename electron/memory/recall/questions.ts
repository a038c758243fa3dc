import { fold, wordsOf } from './words.ts'

/** What a question begins with where its question mark was left out. Not "when": "when I was young…" tells something. */
const ASKING =
  /^(what|who|where|why|how|which|whose|do you|did you|can you|comment|pourquoi|quel|quelle|quels|quelles|est-ce|qu'est-ce|tu te souviens|te souviens)\b/

/** Whether one of the words is found outside a text's questions: a question about a thing tells nothing about it. */
export function tellsAbout(words: ReadonlySet<string>, text: string): boolean {
  for (const [sentence] of text.matchAll(/[^.!?？؟…\n]+[.!?？؟…\n]*/g)) {
    if (isQuestion(sentence)) continue
    for (const word of wordsOf(sentence)) if (words.has(word.stem)) return true
  }
  return false
}

function isQuestion(sentence: string): boolean {
  return /[?？؟]/.test(sentence) || ASKING.test(fold(sentence).replaceAll('’', "'").trimStart())
}
