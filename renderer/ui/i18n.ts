import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../electron/contract/index.ts'
import { overlayTexts } from '../overlay/texts.ts'
import { en } from './texts/en.ts'
import { fr } from './texts/fr.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui'
    resources: { ui: typeof en; overlay: typeof overlayTexts.en }
  }
}

/** The translator of a page. React escapes what it shows, so values are filled in as they are. */
export function createI18n(language: Language): i18n {
  const instance = createInstance({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'ui',
    resources: { en: { ui: en, overlay: overlayTexts.en }, fr: { ui: fr, overlay: overlayTexts.fr } },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  void instance.use(initReactI18next).init()
  return instance
}
