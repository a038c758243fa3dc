import type { ReactNode } from 'react'

interface OutsideLinkProps {
  readonly href: string | undefined
  readonly children: ReactNode
}

/** A link to a place outside of these pages, which the host hands to the browser; what leads nowhere is plain text. */
export function OutsideLink({ href, children }: OutsideLinkProps) {
  if (!href || !leadsOutside(href)) return <span>{children}</span>
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}

/** Whether a link names a place outside of these pages: https, http or mail. */
export const leadsOutside = (href: string): boolean => /^(https?:\/\/|mailto:)/i.test(href)
