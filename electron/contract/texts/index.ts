import type { ErrorCode, ErrorData } from '../errors.ts'
import type { ReasonCode } from '../model.ts'
import { errorsEn } from './errors.en.ts'
import { errorsFr } from './errors.fr.ts'
import { fillIn } from './fill-in.ts'
import { reasonsEn } from './reasons.en.ts'
import { reasonsFr } from './reasons.fr.ts'

export { errorsEn, errorsFr, reasonsEn, reasonsFr }

/** The languages Kira speaks with the user. */
export const LANGUAGES = ['en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

const errors: Record<Language, Record<ErrorCode, string>> = { en: errorsEn, fr: errorsFr }

/** The text of an error in the user's language, for doors that have no page: terminal, dialogs. */
export function errorText(language: Language, code: ErrorCode, data: ErrorData = {}): string {
  return fillIn(errors[language][code], data)
}

const reasons: Record<Language, Record<ReasonCode, string>> = { en: reasonsEn, fr: reasonsFr }

/** Why a model runs as it does, in the user's language. */
export function reasonText(language: Language, code: ReasonCode, data: ErrorData): string {
  return fillIn(reasons[language][code], data)
}

/** The language to speak: the setting, or the system's locale (BCP 47, such as `fr-CA`) where it says `auto`. */
export function chooseLanguage(setting: 'auto' | Language, locale: string): Language {
  if (setting !== 'auto') return setting
  return locale.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}
