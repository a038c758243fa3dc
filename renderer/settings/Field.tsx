import { type ReactNode, useId } from 'react'

/** What ties a control to its texts. */
export interface ControlIds {
  readonly id: string
  readonly 'aria-describedby': string
  readonly 'aria-invalid': boolean
}

interface FieldProps {
  readonly label: string
  readonly help?: string
  readonly problem?: string | undefined
  /** Whether the control stands beside its label (a switch) and not below it. */
  readonly inline?: boolean
  readonly children: (ids: ControlIds) => ReactNode
}

/** A setting: its name, its control, what it means, and what was wrong with the latest change. */
export function Field({ label, help, problem, inline = false, children }: FieldProps) {
  const id = useId()
  const texts = `${help === undefined ? '' : `${id}-help `}${id}-problem`
  return (
    <div className={inline ? 'field inline' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': texts, 'aria-invalid': problem !== undefined })}
      {help !== undefined && (
        <p id={`${id}-help`} className="small">
          {help}
        </p>
      )}
      <p id={`${id}-problem`} className="field-problem" role="alert">
        {problem}
      </p>
    </div>
  )
}
