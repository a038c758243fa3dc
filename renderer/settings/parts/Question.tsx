import { type MouseEvent, type RefObject, useId } from 'react'
import { Button } from '../../ui/Button.tsx'
import './parts.css'

interface QuestionProps {
  readonly dialog: RefObject<HTMLDialogElement | null>
  readonly title: string
  /** What a yes means. */
  readonly help: string
  readonly yes: string
  readonly no: string
  /** Resolves to whether what was asked about is gone, and its button with it. */
  readonly onYes: () => Promise<boolean>
}

/** A question before something is lost. `dialog` shows it. */
export function Question({ dialog, title, help, yes, no, onYes }: QuestionProps) {
  const id = useId()
  const agree = async ({ currentTarget }: MouseEvent<HTMLElement>) => {
    const heading = currentTarget.closest('section')?.querySelector('h3')
    dialog.current?.close()
    // The button is gone with what it was about, and the focus with it.
    if (await onYes()) heading?.focus()
  }
  return (
    <dialog className="question" ref={dialog} aria-labelledby={`${id}-title`} aria-describedby={`${id}-help`}>
      <h4 id={`${id}-title`} dir="auto">
        {title}
      </h4>
      <p id={`${id}-help`}>{help}</p>
      <div className="question-answers">
        <Button onClick={() => dialog.current?.close()}>{no}</Button>
        <Button look="primary" onClick={(event) => void agree(event)}>
          {yes}
        </Button>
      </div>
    </dialog>
  )
}
