import { type MouseEvent, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'

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
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const remove = async ({ currentTarget }: MouseEvent<HTMLElement>) => {
    const heading = currentTarget.closest('section')?.querySelector('h3')
    dialog.current?.close()
    // The button is gone with what it removed, and the focus with it.
    if (await onRemove()) heading?.focus()
  }
  return (
    <>
      <Button
        look="quiet"
        aria-label={t('avatar.removeNamed', { name })}
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        {t('avatar.remove')}
      </Button>
      <dialog className="question" ref={dialog} aria-labelledby={`${id}-title`} aria-describedby={`${id}-help`}>
        <h4 id={`${id}-title`} dir="auto">
          {t('avatar.removeQuestion', { name })}
        </h4>
        <p id={`${id}-help`}>{help}</p>
        <div className="question-answers">
          <Button onClick={() => dialog.current?.close()}>{t('avatar.keep')}</Button>
          <Button look="primary" onClick={(event) => void remove(event)}>
            {t('avatar.remove')}
          </Button>
        </div>
      </dialog>
    </>
  )
}
