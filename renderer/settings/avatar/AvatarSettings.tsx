import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShownAvatar } from '../../../electron/contract/index.ts'
import { useCompanionState } from '../../client/index.ts'
import { useFailureText } from '../../ui/use-language.ts'
import { AvatarList } from './AvatarList.tsx'
import './avatar.css'
import { Part } from '../parts/Part.tsx'
import { Doctor } from './Doctor.tsx'
import { LookSettings } from './LookSettings.tsx'
import { MotionSettings } from './MotionSettings.tsx'
import { OverlaySettings } from './OverlaySettings.tsx'
import { PreviewContext } from './preview.ts'
import { useLivePicture } from './use-live-picture.ts'

/** Who stands on the desktop, how, and what of Kira shows on that body; beside it all, a live picture to try it on. */
export function AvatarSettings() {
  const shown = useCompanionState((state) => state.avatar)
  return shown && <SettingsOf shown={shown} />
}

function SettingsOf({ shown }: { shown: ShownAvatar }) {
  const { t } = useTranslation()
  const failureText = useFailureText()
  const container = useRef<HTMLDivElement>(null)
  const [news, setNews] = useState('')
  const picture = useLivePicture(container, shown, () => setNews(''))

  return (
    <PreviewContext value={{ ...picture, tell: setNews }}>
      <div className="avatar-settings">
        <div className="avatar-preview">
          <div className="avatar-picture" role="img" aria-label={shown.info.name} ref={container} />
          {picture.failure && (
            <p className="field-problem" role="alert">
              {failureText(picture.failure)}
            </p>
          )}
          <p className="avatar-news small" role="status" dir="auto">
            {news}
          </p>
        </div>
        <div className="settings-parts">
          <Part title={t('avatar.list')} help={t('avatar.listHelp')}>
            <AvatarList chosen={shown.info} />
          </Part>
          <Part title={t('avatar.look')}>
            <LookSettings />
          </Part>
          <Part title={t('avatar.desktop')}>
            <OverlaySettings />
          </Part>
          <Part title={t('avatar.motions')} help={t('avatar.motionsHelp')}>
            <MotionSettings />
          </Part>
          {/* The last one, for it grows once the face was tried. */}
          <Part title={t('avatar.doctor')} help={t('avatar.doctorHelp')}>
            <Doctor key={shown.info.id} shown={shown} />
          </Part>
        </div>
      </div>
    </PreviewContext>
  )
}
