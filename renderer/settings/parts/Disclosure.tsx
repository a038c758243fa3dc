import type { ReactNode } from 'react'
import './parts.css'

interface DisclosureProps {
  readonly title: string
  readonly onOpen?: () => void
  readonly children: ReactNode
}

/** What only some want to see: it lies folded until it is asked for. */
export function Disclosure({ title, onOpen, children }: DisclosureProps) {
  return (
    <details className="disclosure" onToggle={({ currentTarget }) => currentTarget.open && onOpen?.()}>
      <summary>{title}</summary>
      <div className="disclosed">{children}</div>
    </details>
  )
}
