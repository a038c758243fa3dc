/**
 * The forms in which models write an emotion, and how each is told from ordinary text:
 *
 *     [happy]  [emotion: joy]  [happy:0.8]  [😊]  [/happy]      brackets
 *     (emotion: joy)                                            parentheses, with the key
 *     <|happy|>                                                 special tokens
 *     *smiles*  *sourit doucement*                              stage directions
 *     {"emotion": "joy", "intensity": 0.8}                      JSON, where a reply begins
 *
 * `readTag` looks at a text that begins like one of them and says what it is so far, so that a stream can hold back
 * what may become a tag and let everything else go at once.
 */
import { MODERATE_INTENSITY } from '../contract/index.ts'
import { ADVERBS, degreeOf, MANNERS, readAmount } from './intensity.ts'
import { ACTS, beginningsOf, CUES, fold, NAME_BEGINNINGS, nameToFeeling } from './names.ts'
import type { FeelingId } from './table.ts'

export interface Tag {
  readonly feeling: FeelingId
  /** 0…1 */
  readonly intensity: number
}

/** `shell`: brackets that hold nothing but tags, such as the outer ones of `[[happy]]`. */
export type TagReading = 'text' | 'unfinished' | 'shell' | Tag

export interface Surroundings {
  /** Whether a sentence can begin here: there a noun, such as `*smile*`, is a stage direction too. */
  readonly atSentenceStart: boolean
  /** Whether a tag was found, and taken out, inside the text. */
  readonly heldTag: boolean
}

/** The characters that begin a tag. `{` does so only where a reply begins. */
export const OPENERS = '[(<*{'

/** Reads a text that begins with one of `OPENERS`; tags inside it have been taken out. */
export function readTag(text: string, surroundings: Surroundings): TagReading {
  if (surroundings.heldTag && SHELLS.includes(text)) return 'shell'
  if (text.endsWith('\n') && !text.startsWith('{')) return 'text'
  switch (text[0]) {
    case '[':
      return readEnclosed(text, '[', ']', readLabel, mayBecomeLabel)
    case '(':
      return readEnclosed(text, '(', ')', readKeyedLabel, mayBecomeKeyedLabel)
    case '<':
      return text === '<' ? 'unfinished' : readEnclosed(text, '<|', '|>', readLabel, mayBecomeToken)
    case '*':
      return readStars(text, surroundings)
    default:
      return readEnclosed(text, '{', '}', readJson, mayBecomeJson)
  }
}

const SHELLS = ['[]', '()', '<||>', '**', '****', '{}']

function readEnclosed(
  text: string,
  open: string,
  close: string,
  read: (content: string) => Tag | undefined,
  mayBecome: (content: string) => boolean,
): TagReading {
  if (!text.startsWith(open)) return 'text'
  const content = text.slice(open.length)
  if (!content.endsWith(close)) return mayBecome(content) ? 'unfinished' : 'text'
  return read(content.slice(0, -close.length)) ?? 'text'
}

// ── Labels: a key, adverbs and an emoji that may precede a name, and an amount that may follow it ──

const KEYS = ['emotion', 'mood', 'feeling', 'face', 'expression', 'humeur', 'sentiment']
const KEY = new RegExp(`^(?:${KEYS.join('|')}) ?[:=] ?`)
/** Longest first: “a little bit” is not “a little” before “bit”. */
const ADVERB_LIST = [...ADVERBS.keys()].sort((a, b) => b.length - a.length)
const LEADING_ADVERBS = new RegExp(`^(?:(?:${ADVERB_LIST.join('|')}) )*`)
const ADVERB_BEGINNINGS = beginningsOf(ADVERB_LIST)
const BEFORE_AMOUNT = /^[:=|,]? ?(?:intensit[ye] ?[:=]? ?)?/
const AMOUNT_BEGINNING = /^[:=|,]? ?(?:intensit[ye] ?[:=]? ?)?(?:[a-z]*|\d*(?:[.,]\d*)? ?(?:%|\/ ?\d*)?)$/

const beginsOneOf = (words: readonly string[], text: string) => words.some((word) => word.startsWith(text))
const foldStart = (content: string) => fold(content).trimStart()

function readLabel(content: string): Tag | undefined {
  const label = foldStart(content).trim()
  if (label.startsWith('/')) return readLabel(label.slice(1)) && { feeling: 'neutral', intensity: MODERATE_INTENSITY }
  const phrase = label.replace(KEY, '')
  const [adverbs = ''] = LEADING_ADVERBS.exec(phrase) ?? []
  const [name, amount] = splitLabel(phrase.slice(adverbs.length))
  const feeling = nameToFeeling(name)
  const intensity =
    amount === ''
      ? (degreeOf(adverbs.trim(), ADVERBS) ?? MODERATE_INTENSITY)
      : readAmount(amount.replace(BEFORE_AMOUNT, ''))
  return feeling && intensity !== undefined ? { feeling, intensity } : undefined
}

/** `happy: 0.8` as `happy` and `: 0.8`; an emoji beside a word is left out. */
function splitLabel(label: string): [name: string, amount: string] {
  const end = label.search(/[:=|,\d]/)
  const name = (end < 0 ? label : label.slice(0, end)).trim()
  const words = name.split(' ').filter((word) => !/^\p{Extended_Pictographic}/u.test(word) || !nameToFeeling(word))
  return [words.join(' ') || name, end < 0 ? '' : label.slice(end).trim()]
}

function mayBecomeLabel(content: string): boolean {
  const start = foldStart(content)
  if (start.startsWith('/')) return NAME_BEGINNINGS.has(start.slice(1).trim()) || start.trim() === '/'
  if (KEYS.some((key) => key.startsWith(start) || key === start.trim())) return true
  const phrase = start.replace(KEY, '')
  const label = phrase.replace(LEADING_ADVERBS, '')
  if (label === '' || ADVERB_BEGINNINGS.has(label) || ADVERB_BEGINNINGS.has(phrase)) return true
  const [name, amount] = splitLabel(label)
  if (amount === '') return NAME_BEGINNINGS.has(label) || NAME_BEGINNINGS.has(name)
  return nameToFeeling(name) !== undefined && AMOUNT_BEGINNING.test(amount)
}

const mayBecomeToken = (content: string) => mayBecomeLabel(content.replace(/\|$/, ''))

function readKeyedLabel(content: string): Tag | undefined {
  return KEY.test(foldStart(content)) ? readLabel(content) : undefined
}

function mayBecomeKeyedLabel(content: string): boolean {
  const start = foldStart(content)
  if (!KEY.test(start)) return beginsOneOf(KEYS, start) || KEYS.includes(start.trim())
  return mayBecomeLabel(content)
}

// ── Stage directions ──

const DIRECTION = /^\p{L}(?:[\p{L}\p{M}'’ ,.…!~-]|\p{Extended_Pictographic}|\u200d)*$/u
/** A gesture begins in the first three words and ends in the first five; a longer text is emphasis, not a gesture. */
const LAST_START = 3
const LAST_END = 5
const LONGEST_CUE = 3

function readStars(text: string, { atSentenceStart, heldTag }: Surroundings): TagReading {
  if (text === '*' || text === '**' || (text === '***' && heldTag)) return 'unfinished'
  const closed = text.endsWith('*')
  const content = closed ? text.slice(1, -1) : text.slice(1)
  if (!DIRECTION.test(content) || (closed && content.endsWith(' '))) return 'text'
  const words = fold(content).match(/[\p{L}'-]+/gu) ?? []
  const feeling = findAct(words) ?? (atSentenceStart ? findCue(words) : undefined)
  if (!closed) return feeling || words.length <= LAST_END ? 'unfinished' : 'text'
  return feeling ? { feeling, intensity: degreeOf(words.join(' '), MANNERS) ?? MODERATE_INTENSITY } : 'text'
}

function findAct(words: readonly string[]): FeelingId | undefined {
  for (let start = 0; start < Math.min(LAST_START, words.length); start++) {
    for (let end = Math.min(LAST_END, words.length); end > start; end--) {
      const act = ACTS.get(words.slice(start, end).join(' '))
      if (act) return act
    }
  }
  return undefined
}

/** A cue leads (`smiling at you`) or is led up to (`big warm smile`). */
function findCue(words: readonly string[]): FeelingId | undefined {
  if (words.length > LAST_END) return undefined
  for (let length = Math.min(LONGEST_CUE, words.length); length > 0; length--) {
    const cue = CUES.get(words.slice(0, length).join(' ')) ?? CUES.get(words.slice(-length).join(' '))
    if (cue) return cue
  }
  return undefined
}

// ── JSON ──

const INTENSITY_KEYS = ['intensity', 'intensite']
const JSON_KEYS = [...KEYS, ...INTENSITY_KEYS]
const JSON_ENTRY = /^\s*["']?([\p{L}]+)["']?\s*:\s*["']?([^"'{}[\]]*?)["']?\s*$/u
const JSON_BEGINNING = /^\s*["']?(\p{L}*)(["']?\s*:?[^{}[\]]*)$/u

function readJson(content: string): Tag | undefined {
  let feeling: FeelingId | undefined
  let intensity = MODERATE_INTENSITY
  for (const entry of content.split(',')) {
    const [, key = '', value = ''] = JSON_ENTRY.exec(entry) ?? []
    const name = fold(key)
    if (KEYS.includes(name)) feeling ??= nameToFeeling(value)
    else if (INTENSITY_KEYS.includes(name)) intensity = readAmount(fold(value).trim()) ?? intensity
    else return undefined
  }
  return feeling && { feeling, intensity }
}

function mayBecomeJson(content: string): boolean {
  const [matched, key = '', rest = ''] = JSON_BEGINNING.exec(content) ?? []
  if (matched === undefined) return false
  return rest === '' ? beginsOneOf(JSON_KEYS, fold(key)) : JSON_KEYS.includes(fold(key))
}
