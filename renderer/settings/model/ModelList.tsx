import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelEntry } from '../../../electron/contract/index.ts'
import { canDropModels, useCompanion, useCompanionState } from '../../client/index.ts'
import { Button } from '../../ui/Button.tsx'
import { formatSize } from '../../ui/format.ts'
import { useLocale } from '../../ui/use-language.ts'
import { TextSetting } from '../controls.tsx'
import { Disclosure } from '../parts/Disclosure.tsx'
import { Folders } from './Folders.tsx'
import { isUsable, ModelCard } from './ModelCard.tsx'
import { useModels } from './use-models.ts'

/** What lies on this disk: models that can be used, what can't be used, and the ways to what was not found. */
export function ModelList() {
  const { t } = useTranslation()
  const locale = useLocale()
  const { call } = useCompanion()
  const path = useCompanionState((state) => state.settings.model.path)
  const { kept, problem, refresh } = useModels(useCallback(() => call.models.list(), [call]))
  const [isLooking, setLooking] = useState(false)
  const [news, setNews] = useState('')

  async function lookAgain(): Promise<void> {
    setLooking(true)
    await refresh()
    setLooking(false)
  }
  async function forget({ facts }: ModelEntry): Promise<void> {
    await refresh()
    setNews(t('models.removed', { name: facts.name }))
  }

  const usable = kept?.models.filter(isUsable) ?? []
  const others = kept?.models.filter((entry) => !isUsable(entry)) ?? []
  const unsearched = kept?.unsearched ?? []
  const size = (bytes: number) => formatSize(bytes, locale)
  const hint = t(canDropModels() ? 'models.pathDrop' : 'models.pathNoDrop')
  return (
    <>
      {usable.length > 0 && <Cards entries={usable} onRemoved={forget} />}
      {problem && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      {others.length > 0 && (
        <Disclosure title={t('models.others', { count: others.length })}>
          <Cards entries={others} onRemoved={forget} />
        </Disclosure>
      )}
      <div className="small">
        <p role="status">{(kept || problem) && !isLooking ? news : t('models.looking')}</p>
        {kept && (
          <p>{t('models.disk', { folder: kept.folder, used: size(kept.usedBytes), free: size(kept.freeBytes) })}</p>
        )}
      </div>
      <TextSetting
        label={t('models.pathField')}
        help={`${t('models.pathHelp')} ${hint}`}
        value={path ?? ''}
        patch={(typed) => ({ model: { path: typed.trim() || null } })}
        input={{ placeholder: t('models.pathPlaceholder') }}
      />
      <div className="row-buttons">
        <Button aria-disabled={isLooking} onClick={() => !isLooking && void lookAgain()}>
          {t('models.lookAgain')}
        </Button>
      </div>
      <Disclosure
        title={unsearched.length > 0 ? t('models.whereNot', { count: unsearched.length }) : t('models.where')}
      >
        <Folders unsearched={unsearched} />
      </Disclosure>
    </>
  )
}

interface CardsProps {
  readonly entries: readonly ModelEntry[]
  readonly onRemoved: (entry: ModelEntry) => Promise<void>
}

const Cards = ({ entries, onRemoved }: CardsProps) => (
  <ul className="cards">
    {entries.map((entry) => (
      <ModelCard key={entry.facts.path} entry={entry} onRemoved={() => onRemoved(entry)} />
    ))}
  </ul>
)
