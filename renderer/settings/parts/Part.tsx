import { type ReactNode, useId } from 'react'
import './parts.css'

interface PartProps {
  readonly title: string
  readonly help?: string
  readonly children: ReactNode
}

/** A part of a section of the settings, under a heading. */
export function Part({ title, help, children }: PartProps) {
  const id = useId()
  return (
    <section className="settings-part" aria-labelledby={id}>
      {/* The focus comes here where what had it is gone. */}
      <h3 id={id} tabIndex={-1}>
        {title}
      </h3>
      {help !== undefined && <p className="small">{help}</p>}
      {children}
    </section>
  )
}
