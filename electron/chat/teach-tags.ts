import { EMOTIONS, type Emotion, type Language } from '../contract/index.ts'
import type { Persona } from './persona.ts'

const TEACHING: Record<Language, string> = {
  en: 'Begin each of your replies with the tag of what you feel, one of:',
  fr: 'Commence chacune de tes réponses par la marque de ce que tu ressens, l’une de celles-ci :',
}

/** What every prompt of a talk with her begins with. */
export function systemPromptOf({ systemPrompt }: Pick<Persona, 'systemPrompt'>, language: Language): string {
  return teachTags(systemPrompt[language], language, EMOTIONS)
}

/**
 * A persona's system prompt, with a word on emotion tags where it has none of its own. It is the same text for the same
 * persona, language and emotions, so that the model keeps it evaluated.
 */
export function teachTags(systemPrompt: string, language: Language, emotions: readonly Emotion[]): string {
  const tags = emotions.map((emotion) => `[${emotion}]`)
  if (tags.length === 0 || tags.some((tag) => systemPrompt.includes(tag))) return systemPrompt
  const teaching = `${TEACHING[language]} ${tags.join(' ')}`
  return systemPrompt.trim() === '' ? teaching : `${systemPrompt}\n\n${teaching}`
}
