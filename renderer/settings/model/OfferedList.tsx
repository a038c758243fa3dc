import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useCompanion, useCompanionState } from '../../client/index.ts'
import { NumberSetting, TextSetting } from '../controls.tsx'
import { Disclosure } from '../parts/Disclosure.tsx'
import { OfferedCard } from './OfferedCard.tsx'
import { useModels } from './use-models.ts'

/** What Kira recommends, and how it comes here. */
export function OfferedList() {
  const { t } = useTranslation()
  const { call } = useCompanion()
  const { kept, problem } = useModels(useCallback(() => call.models.offered(), [call]))
  const { limit, proxy } = useCompanionState((state) => state.settings.downloads)
  return (
    <>
      <ul className="cards">
        {kept?.map((offered) => (
          <OfferedCard key={offered.id} offered={offered} />
        ))}
      </ul>
      {problem && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      <Disclosure title={t('models.downloadSettings')}>
        <NumberSetting
          label={t('models.limit')}
          help={t('models.limitHelp')}
          value={limit}
          patch={(next) => ({ downloads: { limit: next } })}
          placeholder={t('models.limitPlaceholder')}
        />
        <TextSetting
          label={t('models.proxy')}
          help={t('models.proxyHelp')}
          value={proxy ?? ''}
          patch={(typed) => ({ downloads: { proxy: typed.trim() || null } })}
          input={{ type: 'url', placeholder: 'http://proxy.example:8080' }}
        />
      </Disclosure>
    </>
  )
}
