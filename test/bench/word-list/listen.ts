/**
 * The baseline of the classifier: what somebody feels by words, emoji, negation and punctuation, in English and French,
 * without any training. It counts points for each emotion and says neutral where no sum is convincing. It knows no irony
 * and nothing that is only implied.
 */
import { EMOTIONS, type Emotion } from '../../../electron/contract/index.ts'
import { ADVERBS, STRONG } from '../../../electron/emotion/intensity.ts'
import { emojiToEmotion } from '../../../electron/emotion/names.ts'
import { CONTRAST, NEGATIONS, sentencesOf, stem, tokenize, wordSet } from '../../../electron/emotion/said-words.ts'
import { LEXICONS } from './lexicon.ts'

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

/** How many words before an expression a negation may stand: “not at all that happy”. */
const NEGATION_REACH = 4
/** What a negated emotion says; where nothing stands, nothing. */
const NEGATED: Partial<Record<Emotion, Emotion>> = { happy: 'sad', relaxed: 'fear', fear: 'relaxed' }

const FIRST_PERSON = wordSet('i im me my mine we us our je j jsuis jai moi mon ma mes m on nous notre nos')
/** “A sad film” says nothing about who speaks of it. */
const WORKS = wordSet('movie film song story book music novel poem chanson histoire livre musique roman poeme')
const QUESTION_START =
  /^(what (is|are|do|does|time)|how (do|does|to|many|much)|que veut|qu est ce|c est quoi|comment (on|faire|dit)) /

const EMOTICONS: readonly (readonly [RegExp, Emotion])[] = [
  [/>:\(/, 'angry'],
  [/(?<!>):['’]?-?\(|;_;|T_T/, 'sad'],
  [/[:=]-?[)D]|\^\^|<3|\bxd\b/i, 'happy'],
  [/[:=]-?[oO]\b/, 'surprised'],
]

/** How far before an expression an adverb may stand, in words. */
const ADVERB_REACH = 2

/** What a message feels like, as far as its words tell; neutral where they don't. */
export function detectEmotion(text: string): Emotion {
  const points = new Map<Emotion, number>()
  const add = ({ emotion, points: more }: Meaning) => points.set(emotion, (points.get(emotion) ?? 0) + more)

  for (const character of new Set(text)) {
    const emotion = emojiToEmotion(character)
    if (emotion) add({ emotion, points: SURE })
  }
  for (const [pattern, emotion] of EMOTICONS) {
    if (pattern.test(text)) add({ emotion, points: SURE })
  }
  const isShouted = /\p{Lu}{3}/u.test(text) && !/\p{Ll}/u.test(text)
  for (const sentence of sentencesOf(text)) {
    readSentence(sentence, isShouted).forEach(add)
  }

  points.delete('neutral')
  let best: Emotion = 'neutral'
  for (const [emotion, sum] of points) {
    if (sum >= Math.max(CONVINCING, points.get(best) ?? 0)) best = emotion
  }
  return best
}

function readSentence(sentence: string, isShouted: boolean): Meaning[] {
  const tokens = tokenize(sentence)
  const isQuestion = /\?/.test(sentence) || QUESTION_START.test(`${tokens.join(' ')} `)
  const aboutSpeaker = tokens.some((token) => FIRST_PERSON.has(token))
  const isAstonished = /\?\s*[!?]|!\s*\?/.test(sentence)
  const isEmphatic = isShouted || /!/.test(sentence) || isAstonished
  const contrast = tokens.findLastIndex((token) => CONTRAST.has(token))

  const meanings: Meaning[] = []
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
      const meant = isNegated(tokens, start) ? NEGATED[emotion] : emotion
      if (meant) meanings.push({ emotion: meant, points })
    }
    start += length - 1
  }
  return meanings
}

/** Looks back no further than a “but”. French “plus” negates only after “ne”. */
function isNegated(tokens: readonly string[], start: number): boolean {
  const before = tokens.slice(Math.max(0, start - NEGATION_REACH), start)
  const near = before.slice(before.findLastIndex((token) => CONTRAST.has(token)) + 1)
  if (near.some((token) => NEGATIONS.has(token))) return true
  return near.includes('plus') && (near.includes('n') || near.includes('ne'))
}

// ── Expressions ──

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
