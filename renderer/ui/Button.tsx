import type { ComponentProps, ReactNode } from 'react'

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'primary' | 'ghost' | 'quiet'
}

export function Button({ look = 'ghost', className = '', ...props }: ButtonProps) {
  return <button type="button" className={`button ${look} ${className}`} {...props} />
}

interface IconButtonProps extends Omit<ButtonProps, 'aria-label' | 'title' | 'children'> {
  /** What it does, for the tooltip and for screen readers. */
  readonly label: string
  readonly children: ReactNode
}

/** A button that shows only an icon. */
export function IconButton({ label, look = 'quiet', ...props }: IconButtonProps) {
  return <Button look={look} className="icon" aria-label={label} title={label} {...props} />
}
