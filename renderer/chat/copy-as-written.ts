import type { ClipboardEvent } from 'react'
import { withPlainSpaces } from '../ui/french-spaces.ts'

/** Copies what is selected with the spaces that were written, not those that it is shown with. */
export function copyAsWritten(event: ClipboardEvent): void {
  const shown = document.getSelection()?.toString() ?? ''
  const written = withPlainSpaces(shown)
  if (written === shown) return
  event.clipboardData.setData('text/plain', written)
  event.preventDefault()
}
