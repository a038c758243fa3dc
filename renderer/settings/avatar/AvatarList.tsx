import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { type AvatarInfo, KIRA_AVATAR } from '../../../electron/contract/index.ts'
import { useCompanion } from '../../client/index.ts'
import { Button } from '../../ui/Button.tsx'
import { formatNumber, formatSize } from '../../ui/format.ts'
import { useLocale } from '../../ui/use-language.ts'
import { Card } from '../parts/Card.tsx'
import { RemoveButton } from '../parts/RemoveButton.tsx'
import { AVATAR_CHANGED, useKept } from '../parts/use-kept.ts'
import { useAction } from '../use-action.ts'
import { AddFile } from './AddFile.tsx'
import { LicenceFacts } from './LicenceFacts.tsx'
import { usePreview } from './preview.ts'

/** All avatars that can be chosen, and the way to more. `chosen`: the one that is shown. */
export function AvatarList({ chosen }: { chosen: AvatarInfo }) {
  const { t } = useTranslation()
  const { call } = useCompanion()
  const { kept, refresh } = useKept(
    useCallback(() => call.avatars.list(), [call]),
    AVATAR_CHANGED,
  )
  return (
    <>
      <ul className="cards">
        {(kept ?? [chosen]).map((avatar) => (
          <AvatarCard key={avatar.id} avatar={avatar} isChosen={avatar.id === chosen.id} onRemoved={refresh} />
        ))}
      </ul>
      <AddFile label={t('avatar.add')} accept=".vrm" />
    </>
  )
}

interface AvatarCardProps {
  readonly avatar: AvatarInfo
  readonly isChosen: boolean
  readonly onRemoved: () => Promise<void>
}

function AvatarCard({ avatar: { id, name, spec, triangles, bytes, licence }, isChosen, onRemoved }: AvatarCardProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { call } = useCompanion()
  const { tell } = usePreview()
  const { problem, run } = useAction()

  const choose = () => run(() => call.settings.change({ avatar: { id } }))
  async function remove(): Promise<boolean> {
    if (!(await run(() => call.avatars.remove({ id })))) return false
    await onRemoved()
    tell(t('avatar.removed', { name }))
    return true
  }

  return (
    <Card
      name={name}
      problem={problem}
      actions={
        <>
          <Button
            aria-label={t('avatar.chooseNamed', { name })}
            aria-pressed={isChosen}
            onClick={() => !isChosen && void choose()}
          >
            {t('avatar.choose')}
          </Button>
          {id !== KIRA_AVATAR && <RemoveButton name={name} help={t('avatar.removeAvatarHelp')} onRemove={remove} />}
        </>
      }
      facts={
        <>
          {isChosen && <strong>{t('avatar.chosen')} · </strong>}
          {t('avatar.facts', {
            spec,
            triangles: formatNumber(triangles, locale),
            size: formatSize(bytes, locale),
          })}
        </>
      }
    >
      <LicenceFacts licence={licence} />
    </Card>
  )
}
