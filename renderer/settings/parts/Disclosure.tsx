import { type ReactNode, useState } from 'react'
import './parts.css'

interface DisclosureProps {
  readonly title: string
  /** Whether it begins unfolded. */
  readonly startsOpen?: boolean
  readonly onOpen?: () => void
  readonly children: ReactNode
}

/** What only some want to see: it lies folded until it is asked for. */
export function Disclosure({ title, startsOpen = false, onOpen, children }: DisclosureProps) {
  // Only the beginning counts: from then on, the user folds it.
  const [open] = useState(startsOpen)
  return (
    <details className="disclosure" open={open} onToggle={({ currentTarget }) => currentTarget.open && onOpen?.()}>
      <summary>{title}</summary>
      <div className="disclosed">{children}</div>
    </details>
  )
}
