/**
 * What the user seems to feel, and how strongly: a first, transparent way, by words, emoji, negation and punctuation,
 * in English and French. It counts points for each emotion and says neutral where no sum is convincing. It knows no
 * irony and nothing that is only implied.
 */
import { EMOTIONS, type Emotion, type Felt, MODERATE_INTENSITY, NEUTRAL } from '../contract/index.ts'
import { ADVERBS, AFTERWARDS, degreeOf, SLIGHT, STRONG } from './intensity.ts'
import { LEXICONS } from './lexicon.ts'
import { emojiToEmotion, fold } from './names.ts'

/** Points. A sure word or an emoji convinces alone; a hint needs an adverb, an exclamation mark or another hint. */
const SURE = 2
const HINT = 1
const EMPHASIS = 1
const CONVINCING = 2
/** What follows “but” counts more than what precedes it. */
const AFTER_BUT = 2

interface Meaning {
  readonly emotion: Emotion
  readonly points: number
}

/** A meaning as it was said. */
interface Said extends Meaning {
  readonly intensity: number
}

const NEGATIONS = new Set('not no never without nor pas jamais sans ni aucun aucune'.split(' '))
/** How many words before an expression a negation may stand: “not at all that happy”. */
const NEGATION_REACH = 4
/** What a negated emotion says; where nothing stands, nothing. */
const NEGATED: Partial<Record<Emotion, Emotion>> = { happy: 'sad', relaxed: 'fear', fear: 'relaxed' }

const words = (list: string) => new Set(list.split(' '))
const FIRST_PERSON = words('i im me my mine we us our je j jsuis jai moi mon ma mes m on nous notre nos')
const CONTRAST = words('but however mais pourtant')
/** “A sad film” says nothing about who speaks of it. */
const WORKS = words('movie film song story book music novel poem chanson histoire livre musique roman poeme')
const QUESTION_START =
  /^(what (is|are|do|does|time)|how (do|does|to|many|much)|que veut|qu est ce|c est quoi|comment (on|faire|dit)) /

const EMOTICONS: readonly (readonly [RegExp, Emotion])[] = [
  [/>:\(/, 'angry'],
  [/(?<!>):['’]?-?\(|;_;|T_T/, 'sad'],
  [/[:=]-?[)D]|\^\^|<3|\bxd\b/i, 'happy'],
  [/[:=]-?[oO]\b/, 'surprised'],
]

/** How far before an expression an adverb may stand, and how far after it, in words. */
const ADVERB_REACH = 2
const AFTERWARDS_REACH = 3
/** By how much capitals raise the intensity, and several exclamation marks. */
const RAISED = 0.2

/** What the user's own message feels like, as far as its words tell; neutral where they don't. */
export function detectEmotion(text: string): Felt {
  const points = new Map<Emotion, number>()
  const strongest = new Map<Emotion, number>()
  const add = ({ emotion, points: more }: Meaning) => points.set(emotion, (points.get(emotion) ?? 0) + more)

  for (const character of new Set(text)) {
    const emotion = emojiToEmotion(character)
    if (emotion) add({ emotion, points: SURE })
  }
  for (const [pattern, emotion] of EMOTICONS) {
    if (pattern.test(text)) add({ emotion, points: SURE })
  }
  const hasCapitals = /\p{Lu}{3}/u.test(text)
  const isShouted = hasCapitals && !/\p{Ll}/u.test(text)
  for (const sentence of text.match(/[^.!?…\n]+[.!?…\s]*/gu) ?? []) {
    for (const said of readSentence(sentence, isShouted)) {
      add(said)
      strongest.set(said.emotion, Math.max(strongest.get(said.emotion) ?? 0, said.intensity))
    }
  }

  points.delete('neutral')
  let best: Emotion = 'neutral'
  for (const [emotion, sum] of points) {
    if (sum >= Math.max(CONVINCING, points.get(best) ?? 0)) best = emotion
  }
  if (best === 'neutral') return NEUTRAL
  const raised = (hasCapitals ? RAISED : 0) + (/!\s*!/.test(text) ? RAISED : 0)
  return { emotion: best, intensity: Math.min(1, (strongest.get(best) ?? MODERATE_INTENSITY) + raised) }
}

function readSentence(sentence: string, isShouted: boolean): Said[] {
  const tokens = tokenize(sentence)
  const isQuestion = /\?/.test(sentence) || QUESTION_START.test(`${tokens.join(' ')} `)
  const aboutSpeaker = tokens.some((token) => FIRST_PERSON.has(token))
  const isAstonished = /\?\s*[!?]|!\s*\?/.test(sentence)
  const isEmphatic = isShouted || /!/.test(sentence) || isAstonished
  const contrast = tokens.findLastIndex((token) => CONTRAST.has(token))

  const meanings: Said[] = []
  for (let start = 0; start < tokens.length; start++) {
    const { meaning, length } = meaningAt(tokens, start)
    if (!meaning) continue
    const { emotion } = meaning
    const isAboutOthers = isQuestion && !aboutSpeaker && emotion !== 'surprised'
    const isAboutWork = length === 1 && (WORKS.has(tokens[start + 1] ?? '') || WORKS.has(tokens[start - 1] ?? ''))
    if (!isAboutOthers && !isAboutWork) {
      const adverbs = tokens.slice(Math.max(0, start - ADVERB_REACH), start)
      const isStressed = isEmphatic || adverbs.some((token) => ADVERBS.get(token) === STRONG)
      const points =
        (meaning.points + (isStressed ? EMPHASIS : 0)) * (start > contrast && contrast >= 0 ? AFTER_BUT : 1)
      const degree = degreeOf(adverbs.join(' '), ADVERBS) ?? degreeAfter(tokens, start + length)
      if (!isNegated(tokens, start)) meanings.push({ emotion, points, intensity: degree ?? MODERATE_INTENSITY })
      else if (NEGATED[emotion])
        meanings.push({ emotion: NEGATED[emotion], points, intensity: negated(adverbs.at(-1)) })
    }
    start += length - 1
  }
  return meanings
}

/** “I miss you so much”, but not “I miss you, but so much happened”. */
function degreeAfter(tokens: readonly string[], end: number): number | undefined {
  const near = tokens.slice(end, end + AFTERWARDS_REACH)
  const contrast = near.findIndex((token) => CONTRAST.has(token))
  return degreeOf((contrast < 0 ? near : near.slice(0, contrast)).join(' '), AFTERWARDS)
}

/** Who is not very happy is a bit sad; who is so not happy is not. */
const negated = (lastBefore = ''): number => (ADVERBS.get(lastBefore) === STRONG ? SLIGHT : MODERATE_INTENSITY)

/** Looks back no further than a “but”. French “plus” negates only after “ne”. */
function isNegated(tokens: readonly string[], start: number): boolean {
  const before = tokens.slice(Math.max(0, start - NEGATION_REACH), start)
  const near = before.slice(before.findLastIndex((token) => CONTRAST.has(token)) + 1)
  if (near.some((token) => NEGATIONS.has(token))) return true
  return near.includes('plus') && (near.includes('n') || near.includes('ne'))
}

// ── Words ──

const CONTRACTED = /\b(ca|do|did|does|is|are|was|were|wo|could|would|should|have|has|had)n'?t\b/g

/** Lower-case words without accents; letters said three times or more stand once, and “n't” is “not”. */
function tokenize(text: string): string[] {
  const plain = fold(text)
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(/\ba?(?:ha){2,}h?\b|\bahah\b/g, 'haha')
    .replace(CONTRACTED, '$1 not')
  return plain.match(/[\p{L}\d]+/gu) ?? []
}

/** Takes a regular ending off, so that “déçue”, “déçus” and “déçu” are one. */
function stem(token: string): string {
  const short = token.replace(/e{1,2}s?$|(?<!s)s$/, '')
  return short.length >= 4 ? short : token
}

const key = (tokens: readonly string[]) => tokens.map(stem).join(' ')

const MEANINGS = new Map<string, Meaning>()
for (const lexicon of LEXICONS) {
  for (const emotion of EMOTIONS) {
    for (const phrase of lexicon[emotion].hint.split(','))
      MEANINGS.set(key(tokenize(phrase)), { emotion, points: HINT })
    for (const phrase of lexicon[emotion].sure.split(','))
      MEANINGS.set(key(tokenize(phrase)), { emotion, points: SURE })
  }
}
const LONGEST_PHRASE = Math.max(...[...MEANINGS.keys()].map((phrase) => phrase.split(' ').length))

/** The meaning of the longest known expression that begins at a word, and its length in words. */
function meaningAt(tokens: readonly string[], start: number): { meaning?: Meaning | undefined; length: number } {
  for (let length = Math.min(LONGEST_PHRASE, tokens.length - start); length > 0; length--) {
    const meaning = MEANINGS.get(key(tokens.slice(start, start + length)))
    if (meaning) return { meaning, length }
  }
  return { length: 1 }
}
