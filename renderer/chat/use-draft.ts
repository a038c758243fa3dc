import { type Dispatch, type SetStateAction, useEffect, useState } from 'react'

/** What is being written in a session, kept over a reload of the page. */
export function useDraft(sessionId: string): [string, Dispatch<SetStateAction<string>>] {
  const key = `kira.draft.${sessionId}`
  const [draft, setDraft] = useState(() => sessionStorage.getItem(key) ?? '')
  useEffect(() => {
    try {
      if (draft) sessionStorage.setItem(key, draft)
      else sessionStorage.removeItem(key)
    } catch {
      // The storage is full. The draft is still on the page.
    }
  }, [key, draft])
  return [draft, setDraft]
}
