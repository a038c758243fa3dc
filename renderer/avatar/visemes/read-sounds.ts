import type { Language } from '../../../electron/contract/index.ts'
import { ENGLISH } from './english.ts'
import { FRENCH } from './french.ts'
import type { Rule, Sound } from './sounds.ts'

/** A few letters, and what lips do for them. */
export interface Spoken {
  /** How many UTF-16 units of the text it takes. */
  readonly length: number
  /** None where the letters are silent: the lips stay as they are. */
  readonly sounds: readonly Sound[]
}

const ANY_LANGUAGE: readonly Rule[] = [
  // The lips rest at the end of a sentence or of a part of it, and not between words.
  ['[.,;:!?…—–()«»"“”\\n]', 'shut'],
  ['[\\p{L}\\p{N}]', 'schwa'],
  ['[^]'],
]

const compiled = (rules: readonly Rule[]) =>
  [...rules, ...ANY_LANGUAGE].map(([letters, ...sounds]) => ({ pattern: new RegExp(letters, 'yu'), sounds }))
const RULES = { en: compiled(ENGLISH), fr: compiled(FRENCH) } as const satisfies Record<Language, unknown>

/** What is said at a place of a text, which is in lower case and composed (NFC). Letters of any script move the lips. */
export function readSound(text: string, at: number, language: Language): Spoken {
  for (const { pattern, sounds } of RULES[language]) {
    pattern.lastIndex = at
    if (pattern.test(text) && pattern.lastIndex > at) return { length: pattern.lastIndex - at, sounds }
  }
  return { length: 1, sounds: [] }
}
