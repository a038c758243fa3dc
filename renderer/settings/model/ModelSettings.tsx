import { useTranslation } from 'react-i18next'
import { Part } from '../parts/Part.tsx'
import { MachineFacts } from './MachineFacts.tsx'
import { MachineUse } from './MachineUse.tsx'
import './model.css'
import { ModelList } from './ModelList.tsx'
import { Now } from './Now.tsx'
import { OfferedList } from './OfferedList.tsx'
import { ReplySettings } from './ReplySettings.tsx'

/** Which mind she has, which she could have, how it answers, and how it uses this computer: what a newcomer needs comes first. */
export function ModelSettings() {
  const { t } = useTranslation()
  return (
    <div className="settings-parts">
      <Part title={t('models.now')}>
        <Now />
      </Part>
      <Part title={t('models.offered')} help={t('models.offeredHelp')}>
        <OfferedList />
      </Part>
      <Part title={t('models.here')} help={t('models.hereHelp')}>
        <ModelList />
      </Part>
      <Part title={t('models.reply')}>
        <ReplySettings />
      </Part>
      <Part title={t('models.use')}>
        <MachineFacts />
        <MachineUse />
      </Part>
    </div>
  )
}
