import { type ChangeEvent, type ReactNode, useRef } from 'react'
import { Button } from '../../ui/Button.tsx'

interface ChooseFileProps {
  /** Endings of files, as a file input's `accept` wants them. */
  readonly accept: string
  /** Whether nothing can be chosen just now. The button keeps the keyboard's focus all the same. */
  readonly disabled?: boolean
  readonly onChoose: (files: readonly File[]) => void
  readonly children: ReactNode
}

/** A button that lets the user choose a file. */
export function ChooseFile({ accept, disabled = false, onChoose, children }: ChooseFileProps) {
  const input = useRef<HTMLInputElement>(null)
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(currentTarget.files ?? [])]
    // So that the same file can be chosen once more.
    currentTarget.value = ''
    onChoose(files)
  }
  return (
    <>
      <Button aria-disabled={disabled} onClick={() => !disabled && input.current?.click()}>
        {children}
      </Button>
      <input ref={input} type="file" hidden accept={accept} onChange={choose} />
    </>
  )
}
