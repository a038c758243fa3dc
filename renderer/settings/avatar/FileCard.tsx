import type { ReactNode } from 'react'

interface FileCardProps {
  readonly name: string
  /** Buttons for what can be done with it. */
  readonly actions: ReactNode
  readonly facts: ReactNode
  /** What went wrong with the last of those; null where nothing did. */
  readonly problem: ReactNode
  /** What can be unfolded. */
  readonly children?: ReactNode
}

/** An avatar or a movement in its list. */
export function FileCard({ name, actions, facts, problem, children }: FileCardProps) {
  return (
    <li className="card">
      <div className="card-head">
        <span className="card-name" dir="auto">
          {name}
        </span>
        {actions}
      </div>
      <p className="small">{facts}</p>
      {children}
      <p className="field-problem" role="alert">
        {problem}
      </p>
    </li>
  )
}
