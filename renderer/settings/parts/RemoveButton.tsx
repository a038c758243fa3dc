import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { Question } from './Question.tsx'

interface RemoveButtonProps {
  /** Of what is removed. */
  readonly name: string
  /** What removing it means. */
  readonly help: string
  /** Resolves to whether it is gone. */
  readonly onRemove: () => Promise<boolean>
}

/** Removes something, after a question. */
export function RemoveButton({ name, help, onRemove }: RemoveButtonProps) {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  return (
    <>
      <Button
        look="quiet"
        aria-label={t('settings.removeNamed', { name })}
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        {t('settings.remove')}
      </Button>
      <Question
        dialog={dialog}
        title={t('settings.removeQuestion', { name })}
        help={help}
        yes={t('settings.remove')}
        no={t('settings.keep')}
        onYes={onRemove}
      />
    </>
  )
}
