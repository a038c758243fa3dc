import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type AvatarProfile,
  EMOTIONS,
  type Emotion,
  type EmotionChoice,
  KIRA_AVATAR,
  type ShownAvatar,
} from '../../../electron/contract/index.ts'
import { proposeLooks } from '../../avatar/face/resolve.ts'
import { useCompanion } from '../../client/index.ts'
import { Button } from '../../ui/Button.tsx'
import { useFailureText } from '../../ui/use-language.ts'
import { ChooseFile } from '../parts/ChooseFile.tsx'
import { useAction } from '../use-action.ts'
import { EmotionRow } from './EmotionRow.tsx'
import { offeredExpressions } from './offered.ts'
import { usePreview } from './preview.ts'
import { readChoices } from './read-choices.ts'
import { saveJson } from './save-json.ts'
import { useEffective } from './use-effective.ts'
import { useWasSeen } from './use-was-seen.ts'

/** What shows each of the eight emotions on the chosen avatar, how well, and what else could. */
export function Doctor({ shown }: { shown: ShownAvatar }) {
  const place = useRef<HTMLDivElement>(null)
  const wasSeen = useWasSeen(place)
  return <div ref={place}>{wasSeen ? <Examination shown={shown} /> : <Examining />}</div>
}

function Examining() {
  const { t } = useTranslation()
  return <p className="small">{t('avatar.examining')}</p>
}

function Examination({ shown }: { shown: ShownAvatar }) {
  const failureText = useFailureText()
  const { effective, failure } = useEffective(shown)
  if (failure) return <p className="field-problem">{failureText(failure)}</p>
  if (!effective) return <Examining />
  return <Findings shown={shown} effective={effective} />
}

interface FindingsProps {
  readonly shown: ShownAvatar
  readonly effective: AvatarProfile['effective']
}

function Findings({ shown: { info, profile }, effective }: FindingsProps) {
  const { t } = useTranslation()
  const { call } = useCompanion()
  const { show, tell } = usePreview()
  const { problem, run } = useAction()
  const choices = profile?.choices ?? {}
  const looks = proposeLooks(effective, info.spec, choices)
  const proposed = proposeLooks(effective, info.spec)
  const offered = offeredExpressions(info.id, effective)

  // What is found on Kira's own body is not kept: a later version may have another one.
  const keep = (next: AvatarProfile['choices']) => {
    const kept = info.id === KIRA_AVATAR ? {} : effective
    return call.avatars.keepProfile({ avatar: info.id, effective: kept, choices: next })
  }
  async function choose(emotion: Emotion, choice: EmotionChoice): Promise<boolean> {
    const { [emotion]: _, ...others } = choices
    const isProposed = choice.expression === null && choice.strength === 1
    const kept = await run(() => keep(isProposed ? others : { ...others, [emotion]: choice }))
    if (kept) tryOut(emotion)
    return kept
  }
  function tryOut(emotion: Emotion): void {
    show(emotion)
    tell(t(`emotion.${emotion}`))
  }
  async function forget(): Promise<void> {
    if (await run(() => keep({}))) tell(t('avatar.asProposedAgain'))
  }
  function save(): void {
    const whole: AvatarProfile = { avatar: info.id, effective, choices }
    saveJson(`${info.name}.json`, whole)
    tell(t('avatar.exported'))
  }
  const load = (file: File) =>
    run(async () => {
      const { choices: next, missing } = await readChoices(file, offered)
      await keep(next)
      const names = missing.join(', ')
      tell(t(missing.length > 0 ? 'avatar.importedInPart' : 'avatar.imported', { file: file.name, names }))
    })

  return (
    <div className="settings-part">
      <ul className="rows">
        {EMOTIONS.map((emotion) => (
          <EmotionRow
            key={emotion}
            emotion={emotion}
            look={looks[emotion]}
            proposal={proposed[emotion]}
            choice={choices[emotion]}
            effective={effective}
            offered={offered}
            onShow={() => tryOut(emotion)}
            onChoose={(choice) => choose(emotion, choice)}
          />
        ))}
      </ul>
      <p className="field-problem" role="alert">
        {problem}
      </p>
      <div className="row-buttons">
        <Button onClick={save}>{t('avatar.export')}</Button>
        <ChooseFile accept=".json" onChoose={([file]) => void (file && load(file))}>
          {t('avatar.import')}
        </ChooseFile>
        <Button disabled={Object.keys(choices).length === 0} onClick={() => void forget()}>
          {t('avatar.forget')}
        </Button>
      </div>
    </div>
  )
}
