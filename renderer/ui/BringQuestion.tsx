import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'

interface BringQuestionProps {
  /** Of the model that was dropped. */
  readonly name: string
  readonly onAnswer: (yes: boolean) => void
}

/** Asks whether a model that won't fit on this computer is to be used all the same. Escape is a no. */
export function BringQuestion({ name, onAnswer }: BringQuestionProps) {
  const { t } = useTranslation()
  const id = useId()
  const no = useRef<HTMLButtonElement>(null)
  useEffect(() => no.current?.focus(), [])
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    // Else it would stop what she is saying, too.
    event.preventDefault()
    onAnswer(false)
  }
  return (
    <div
      className="bring-news question"
      role="alertdialog"
      aria-labelledby={id}
      data-takes-mouse
      tabIndex={-1}
      onKeyDown={leave}
    >
      <p id={id} dir="auto">
        {t('bring.tooLarge', { name })}
      </p>
      <div className="bring-answers">
        <Button ref={no} onClick={() => onAnswer(false)}>
          {t('bring.leaveIt')}
        </Button>
        <Button look="quiet" onClick={() => onAnswer(true)}>
          {t('bring.useAnyway')}
        </Button>
      </div>
    </div>
  )
}
