import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { languageOf, useCompanionState } from '../client/index.ts'
import { BringFilesHere } from './BringFiles.tsx'
import type { en } from './texts/en.ts'
import { useFailureText } from './use-language.ts'

export type PageName = Exclude<keyof (typeof en)['page'], 'connecting' | 'refused'>

/** What all pages share: language and theme of the document, and a plain word while there is nothing to show. */
export function Page({ name, children }: { name: PageName; children: ReactNode }) {
  const { t, i18n } = useTranslation()
  const language = useCompanionState(languageOf)
  const theme = useCompanionState((state) => state.settings.theme)
  const refused = useCompanionState((state) => state.connection === 'refused')
  const known = useCompanionState((state) => state.session !== null)
  const failureText = useFailureText()

  useEffect(() => {
    document.documentElement.lang = language
    void i18n.changeLanguage(language)
  }, [language, i18n])
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  const title = t(`page.${name}`)
  useEffect(() => {
    document.title = title
  }, [title])

  if (refused) {
    return (
      <main className="standstill">
        <h1>{t('page.refused')}</h1>
        <p role="alert">{failureText({ code: 'CONNECTION_REFUSED', data: {} })}</p>
      </main>
    )
  }
  if (!known) {
    return (
      <main className="standstill small" aria-busy="true">
        <h1 className="visually-hidden">{title}</h1>
        <p>{t('page.connecting')}</p>
      </main>
    )
  }
  return <BringFilesHere>{children}</BringFilesHere>
}
