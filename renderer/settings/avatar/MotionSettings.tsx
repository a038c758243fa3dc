import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { GESTURES, type Gesture, type MotionInfo } from '../../../electron/contract/index.ts'
import { useCompanion, useCompanionState } from '../../client/index.ts'
import { Button } from '../../ui/Button.tsx'
import { formatSize } from '../../ui/format.ts'
import { useLocale } from '../../ui/use-language.ts'
import { ChoiceField } from '../fields.tsx'
import { Card } from '../parts/Card.tsx'
import { RemoveButton } from '../parts/RemoveButton.tsx'
import { AVATAR_CHANGED, useKept } from '../parts/use-kept.ts'
import { useAction } from '../use-action.ts'
import { AddFile } from './AddFile.tsx'
import { usePreview } from './preview.ts'

/** Movements that were added, and what stands for each of her gestures. */
export function MotionSettings() {
  const { t } = useTranslation()
  const { call } = useCompanion()
  const { kept, refresh } = useKept(
    useCallback(() => call.motions.list(), [call]),
    AVATAR_CHANGED,
  )
  const motions = kept ?? []
  return (
    <>
      {motions.length > 0 && (
        <ul className="cards">
          {motions.map((motion) => (
            <MotionCard key={motion.id} motion={motion} onRemoved={refresh} />
          ))}
        </ul>
      )}
      <AddFile label={t('avatar.addMotion')} accept=".vrma,.fbx" />
      <ul className="rows">
        {GESTURES.map((gesture) => (
          <GestureRow key={gesture} gesture={gesture} motions={motions} />
        ))}
      </ul>
      <p className="small less-motion">{t('avatar.lessMotion')}</p>
    </>
  )
}

function MotionCard({ motion, onRemoved }: { motion: MotionInfo; onRemoved: () => Promise<void> }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { call } = useCompanion()
  const { perform, tell } = usePreview()
  const { problem, run } = useAction()
  const { id, name, kind, bytes } = motion

  async function play(): Promise<void> {
    // In place of a nod, which is what she does even where less motion is wanted: this one is asked for.
    if (await run(() => perform('nod', motion))) tell(name)
  }
  async function remove(): Promise<boolean> {
    if (!(await run(() => call.motions.remove({ id })))) return false
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
          <Button aria-label={t('avatar.playNamed', { name })} onClick={() => void play()}>
            {t('avatar.play')}
          </Button>
          <RemoveButton name={name} help={t('avatar.removeMotionHelp')} onRemove={remove} />
        </>
      }
      facts={t(`avatar.${kind}`, { size: formatSize(bytes, locale) })}
    />
  )
}

const OWN = ''

function GestureRow({ gesture, motions }: { gesture: Gesture; motions: readonly MotionInfo[] }) {
  const { t } = useTranslation()
  const { call } = useCompanion()
  const chosen = useCompanionState((state) => state.settings.avatar.motions[gesture])
  const { perform, tell } = usePreview()
  const { problem, run } = useAction()
  const motion = motions.find(({ id }) => id === chosen) ?? null
  const name = t(`avatar.gesture.${gesture}`)

  const choose = (id: string) => run(() => call.settings.change({ avatar: { motions: { [gesture]: id || null } } }))
  async function play(): Promise<void> {
    if (await run(() => perform(gesture, motion))) tell(name)
  }

  return (
    <li className="gesture">
      <ChoiceField
        label={name}
        value={motion?.id ?? OWN}
        problem={problem}
        choices={[[OWN, t('avatar.ownGesture')], ...motions.map(({ id, name }) => [id, name] as const)]}
        onChoose={(id) => void choose(id)}
      />
      <Button aria-label={t('avatar.playNamed', { name })} onClick={() => void play()}>
        {t('avatar.play')}
      </Button>
    </li>
  )
}
