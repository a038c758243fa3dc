/**
 * From a word or an emoji to a feeling of the table, whatever its accents, capitals and (regular French) ending.
 */
import type { Emotion } from '../contract/index.ts'
import { FEELINGS, type FeelingId } from './table.ts'
import { WORDS } from './words.ts'

/** The form in which words are compared: lower case, no accents, plain apostrophes, single spaces, plain emoji. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}\p{Emoji_Modifier}]/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[’ʼ`´]/g, "'")
    .replace(/[\s_]+/g, ' ')
}

type Index = ReadonlyMap<string, FeelingId>

/** The first to claim a word keeps it. */
function index(lists: (words: (typeof WORDS)[FeelingId]) => readonly string[]): Index {
  const found = new Map<string, FeelingId>()
  for (const id of Object.keys(FEELINGS) as FeelingId[]) {
    for (const word of lists(WORDS[id])) {
      if (!found.has(fold(word))) found.set(fold(word), id)
    }
  }
  return found
}

const FRENCH_ENDINGS = ['', 'e', 's', 'es']
const frenchForms = (words: readonly string[]) =>
  words.flatMap((word) => (word.includes(' ') ? [word] : FRENCH_ENDINGS.map((ending) => word + ending)))

/** Emoji by themselves, such as those in the text of a reply. */
const EMOJI = index((words) => words.emoji)
/** Gestures that tell what she does: third person. */
export const ACTS = index((words) => words.acts)
/** Gestures that merely name it. */
export const CUES = index((words) => words.cues)
/** Everything that may stand in a tag. Proper names come before gestures and inflected forms. */
const NAMES: Index = new Map([
  ...CUES,
  ...ACTS,
  ...index((words) => frenchForms(words.french)),
  ...index((words) => words.french),
  ...index((words) => words.english),
  ...EMOJI,
  ...(Object.keys(FEELINGS) as FeelingId[]).map((id) => [id, id] as const),
])

/** Each beginning of each word, the whole word too, cut between code points. */
export function beginningsOf(words: Iterable<string>): ReadonlySet<string> {
  const beginnings = (word: string) => [...word].map((_, index, characters) => characters.slice(0, index + 1).join(''))
  return new Set([...words].flatMap(beginnings))
}

export const NAME_BEGINNINGS = beginningsOf(NAMES.keys())

/** The feeling that a name, a synonym, a gesture or an emoji stands for; undefined for a word that is not known. */
export function nameToFeeling(name: string): FeelingId | undefined {
  return NAMES.get(fold(name).trim())
}

/** The emotion of the contract that a name, a synonym, a gesture or an emoji stands for. */
export function nameToEmotion(name: string): Emotion | undefined {
  const id = nameToFeeling(name)
  return id && FEELINGS[id].face
}

/** The emotion that one emoji (a code point of a text) shows. Any other character shows none. */
export function emojiToEmotion(character: string): Emotion | undefined {
  const id = EMOJI.get(character)
  return id && FEELINGS[id].face
}
