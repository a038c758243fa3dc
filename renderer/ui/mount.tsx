import '@fontsource-variable/inter'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { CompanionProvider, connect, languageOf } from '../client/index.ts'
import './base.css'
import { createI18n } from './i18n.ts'
import { Page, type PageName } from './Page.tsx'
import './theme.css'

/** Connects this page to Kira and shows it. */
export function mount(name: PageName, page: ReactNode): void {
  const companion = connect()
  const i18n = createI18n(languageOf(companion.state.get()))
  const root = document.getElementById('root')
  if (!root) throw new Error('The page has no element #root.')
  createRoot(root).render(
    <StrictMode>
      <CompanionProvider companion={companion}>
        <I18nextProvider i18n={i18n}>
          <Page name={name}>{page}</Page>
        </I18nextProvider>
      </CompanionProvider>
    </StrictMode>,
  )
}
