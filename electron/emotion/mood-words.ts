/**
 * A mood in words, for the prompt: they follow “Kira is …”, “Kira est …”. The French ones are the same for every gender.
 */
import type { Language } from '../contract/index.ts'
import type { Mood } from './mood.ts'
import type { Personality } from './personality.ts'
import { between, inCube, type Place, reach } from './place.ts'

/** How far from rest a mood is worth a word, and how far it is worth the plain one. */
const SLIGHT = 0.2
const PLAIN = 0.45

type Phrases = Readonly<Record<Language, { readonly slight: string; readonly plain: string }>>
interface Wording extends Phrases {
  readonly direction: Place
}

type Triple = readonly [valence: number, arousal: number, dominance: number]
type Pair = readonly [slight: string, plain: string]

function wording([valence, arousal, dominance]: Triple, en: Pair, fr: Pair): Wording {
  return {
    direction: { valence, arousal, dominance },
    en: { slight: en[0], plain: en[1] },
    fr: { slight: fr[0], plain: fr[1] },
  }
}

/** Columns: [valence, arousal, dominance] from rest; a little of it and plainly so, in English and in French. */
const WORDINGS: readonly Wording[] = [
  wording([1, 0.4, 0], ['in good spirits', 'in high spirits'], ['de bonne humeur', 'd’excellente humeur']),
  wording([0.6, -0.8, 0], ['calm', 'calm and at ease'], ['calme', 'calme et à l’aise']),
  wording([0, 1, 0], ['quite lively', 'very lively'], ['en éveil', 'en pleine effervescence']),
  wording([0, -1, 0], ['rather quiet', 'very quiet'], ['plutôt tranquille', 'très tranquille']),
  wording([-1, -0.4, 0], ['a little low', 'low'], ['un peu morose', 'morose']),
  wording([-0.7, 0.7, 0.4], ['a little irritable', 'irritable'], ['un peu irritable', 'irritable']),
  wording([-0.7, 0.7, -0.4], ['a little tense', 'tense'], ['un peu fébrile', 'fébrile']),
]

/** How she is, compared with how she usually is; null where there is nothing to say. */
export function moodWords(mood: Mood, language: Language, personality: Personality): string | null {
  const away = between(inCube(personality), inCube(mood))
  const { direction, [language]: phrases } = WORDINGS.reduce((a, b) =>
    reach(away, b.direction) > reach(away, a.direction) ? b : a,
  )
  const strength = reach(away, direction)
  if (strength < SLIGHT) return null
  return strength < PLAIN ? phrases.slight : phrases.plain
}
