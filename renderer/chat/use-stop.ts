import { useEffect } from 'react'
import { type Companion, streamingReply } from '../client/index.ts'

/** Ends the reply that is being said, if there is one. */
export async function stopReply({ call, state }: Companion): Promise<void> {
  const reply = streamingReply(state.get())
  // A reply that ended meanwhile needs no stopping.
  if (reply) await call.chat.stop({ replyId: reply.id }).catch(() => {})
}

/** Escape stops her, unless something else took it: an open menu, an input method. */
export function useStopOnEscape(companion: Companion): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented) void stopReply(companion)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [companion])
}
