import { useTranslation } from 'react-i18next'
import { errorText, type Failure, type Language } from '../../electron/contract/index.ts'
import { languageOfText } from '../avatar/visemes/language.ts'
import { useCompanionState } from '../client/index.ts'
import { formattingLocale } from './format.ts'

/** The language that the page shows right now. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'fr' ? 'fr' : 'en'
}

/** The language of a text, as its words tell; the page's, where they don't. */
export function useLanguageOf(text: string): Language {
  return languageOfText(text.toLowerCase(), useLanguage())
}

/** Says what went wrong in the user's language: `failureText(failure)`. */
export function useFailureText(): (failure: Pick<Failure, 'code' | 'data'>) => string {
  const language = useLanguage()
  return ({ code, data }) => errorText(language, code, data)
}

/** How dates and numbers are written on this page, BCP 47. */
export function useLocale(): string {
  const language = useLanguage()
  return useCompanionState((state) => formattingLocale(language, state.locale))
}
