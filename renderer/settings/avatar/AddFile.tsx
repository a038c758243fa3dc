import { useTranslation } from 'react-i18next'
import { useBringFiles } from '../../ui/BringFiles.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { ChooseFile } from '../parts/ChooseFile.tsx'

interface AddFileProps {
  readonly label: string
  /** Endings of files, as a file input's `accept` wants them. */
  readonly accept: string
}

/** Brings a file as dropping it does: what comes of it is told by the page. */
export function AddFile({ label, accept }: AddFileProps) {
  const { t } = useTranslation()
  const { bringing, bringFiles } = useBringFiles()
  return (
    <div className="add-file">
      <ChooseFile accept={accept} disabled={bringing.phase === 'busy'} onChoose={(files) => void bringFiles(files)}>
        <PlusIcon />
        {label}
      </ChooseFile>
      <span className="small">{t('avatar.orDrop')}</span>
    </div>
  )
}
