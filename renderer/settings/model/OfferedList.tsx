import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfferedModel } from '../../../electron/contract/index.ts'
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
      {kept && <Offered offered={kept} />}
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

/** The best of them by itself, where that can be told; the others lie folded behind it. */
function Offered({ offered }: { offered: readonly OfferedModel[] }) {
  const { t } = useTranslation()
  const downloads = useCompanionState((state) => state.downloads)
  // Once told it stays, while the page is open: a card that moved would lose its focus, and what it is asking.
  const [bestId, setBestId] = useState<string>()
  const best = offered.find(({ id }) => id === bestId) ?? bestOf(offered)
  if (best && best.id !== bestId) setBestId(best.id)
  const others = offered.filter((model) => model !== best)
  const cards = (
    <ul className="cards">
      {others.map((model) => (
        <OfferedCard key={model.id} offered={model} />
      ))}
    </ul>
  )
  if (!best) return cards
  return (
    <>
      <ul className="cards">
        <OfferedCard offered={best} isBest />
      </ul>
      {others.length > 0 && (
        <Disclosure
          title={t('models.alsoOffered', { count: others.length })}
          startsOpen={others.some(({ id }) => downloads.some((known) => known.id === id && known.phase !== 'done'))}
        >
          {cards}
        </Disclosure>
      )}
    </>
  )
}

/** The largest that fits well: they come smallest first, and the larger ones talk better. */
const bestOf = (offered: readonly OfferedModel[]) => offered.findLast(({ fit }) => fit?.light === 'green')
