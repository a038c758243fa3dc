import { type ChangeEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useBringFiles } from '../../ui/BringFiles.tsx'
import { Button } from '../../ui/Button.tsx'
import { PlusIcon } from '../../ui/icons.tsx'

interface AddFileProps {
  readonly label: string
  /** Endings of files, as a file input's `accept` wants them. */
  readonly accept: string
}

/** Brings a file as dropping it does: what comes of it is told by the page. */
export function AddFile({ label, accept }: AddFileProps) {
  const { t } = useTranslation()
  const { bringing, bringFiles } = useBringFiles()
  const input = useRef<HTMLInputElement>(null)
  const bring = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(currentTarget.files ?? [])]
    // So that the same file can be chosen once more.
    currentTarget.value = ''
    void bringFiles(files)
  }
  return (
    <div className="add-file">
      <Button
        aria-disabled={bringing.phase === 'busy'}
        onClick={() => bringing.phase !== 'busy' && input.current?.click()}
      >
        <PlusIcon />
        {label}
      </Button>
      <span className="small">{t('avatar.orDrop')}</span>
      <input ref={input} type="file" hidden accept={accept} onChange={bring} />
    </div>
  )
}
