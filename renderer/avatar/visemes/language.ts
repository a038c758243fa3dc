import type { Language } from '../../../electron/contract/index.ts'

/** Letters and words that one of the languages has, and the other one has not. */
const MARKS: Readonly<Record<Language, RegExp>> = {
  en: /(?<!\p{L})(?:the|and|is|are|was|you|your|it|of|to|that|this|with|have|what|not|my|we|i['’]m|don['’]t)(?!\p{L})/gu,
  fr: /[éèêàçœùûîô]|(?<!\p{L})(?:(?:le|la|les|des|une?|et|est|je|tu|vous|nous|que|qui|pas|dans|pour|avec|mon|ton)(?!\p{L})|[cjldmn]['’])/gu,
}

/** The language of a text in lower case, by what it has more of; the other one given, where it tells nothing. */
export function languageOfText(text: string, otherwise: Language): Language {
  const count = (language: Language) => text.match(MARKS[language])?.length ?? 0
  const lead = count('fr') - count('en')
  return lead === 0 ? otherwise : lead > 0 ? 'fr' : 'en'
}
