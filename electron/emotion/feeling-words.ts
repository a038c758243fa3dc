/** What somebody seems to feel, in words for the prompt: they follow “The user seems …”, “L’utilisateur semble …”. */
import { type Emotion, type Felt, type Language, MODERATE_INTENSITY } from '../contract/index.ts'
import { SLIGHT, STRONG } from './intensity.ts'

type Told = Exclude<Emotion, 'neutral'>

const WORDS: Readonly<Record<Language, Readonly<Record<Told, string>>>> = {
  en: {
    happy: 'happy',
    relaxed: 'relaxed',
    sad: 'sad',
    angry: 'angry',
    surprised: 'surprised',
    fear: 'afraid',
    disgust: 'disgusted',
  },
  fr: {
    happy: 'content',
    relaxed: 'détendu',
    sad: 'triste',
    angry: 'en colère',
    surprised: 'surpris',
    fear: 'effrayé',
    disgust: 'dégoûté',
  },
}

const DEGREES: Readonly<Record<Language, { readonly slight: string; readonly strong: string }>> = {
  en: { slight: 'a bit', strong: 'very' },
  fr: { slight: 'un peu', strong: 'très' },
}

/** Between the intensities that the words of intensity.ts stand for. */
const SLIGHT_BELOW = (SLIGHT + MODERATE_INTENSITY) / 2
const STRONG_FROM = (MODERATE_INTENSITY + STRONG) / 2

/** Null for neutral, of which there is nothing to say. */
export function feelingWords({ emotion, intensity }: Felt, language: Language): string | null {
  if (emotion === 'neutral') return null
  const word = WORDS[language][emotion]
  if (intensity < SLIGHT_BELOW) return `${DEGREES[language].slight} ${word}`
  return intensity < STRONG_FROM ? word : `${DEGREES[language].strong} ${word}`
}
