import type { ReactNode } from 'react'
import './parts.css'

interface CardProps {
  readonly name: string
  /** What stands beside the name, such as whether it fits. */
  readonly mark?: ReactNode
  /** Buttons for what can be done with it. */
  readonly actions: ReactNode
  readonly facts: ReactNode
  /** What went wrong with the last of those; null where nothing did. */
  readonly problem: ReactNode
  /** What can be unfolded. */
  readonly children?: ReactNode
}

/** An avatar, a movement or a model in its list. */
export function Card({ name, mark, actions, facts, problem, children }: CardProps) {
  return (
    <li className="card">
      <div className="card-head">
        <span className="card-name">
          <bdi>{name}</bdi> {mark}
        </span>
        <div className="card-actions">{actions}</div>
      </div>
      <p className="small">{facts}</p>
      {children}
      <p className="field-problem" role="alert">
        {problem}
      </p>
    </li>
  )
}
