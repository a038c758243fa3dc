import { useEffect } from 'react'
import { type Companion, loadLatest, streamingReply, useCompanion, useCompanionState } from '../client/index.ts'
import { ModelAction } from '../ui/ModelAction.tsx'
import { ModelLine } from '../ui/ModelLine.tsx'
import { Notices } from '../ui/Notices.tsx'
import { Announcer } from './Announcer.tsx'
import { ChatHeader } from './ChatHeader.tsx'
import { Composer } from './Composer.tsx'
import './chat.css'
import { EmptyState } from './EmptyState.tsx'
import { MessageList } from './MessageList.tsx'
import { ModelBanner } from './ModelBanner.tsx'
import { SessionList } from './SessionList.tsx'
import { useStopOnEscape } from './use-stop.ts'

/** The talk with Kira. Where it is wide, the conversations stand beside it; else they are in a menu. */
export function ChatPanel() {
  const companion = useCompanion()
  const session = useCompanionState((state) => state.session)
  const loaded = useCompanionState((state) => state.history.loaded)
  const empty = useCompanionState((state) => state.messages.length === 0)
  const loading = useCompanionState(({ model }) => model.phase === 'loading' || model.phase === 'restarting')
  const replying = useCompanionState((state) => streamingReply(state) !== undefined)
  useHistory(companion, session?.id, loaded)
  useStopOnEscape(companion)
  if (!session) return null
  return (
    <div className="chat-frame">
      <div className="chat">
        <div className="chat-side">
          <SessionList />
        </div>
        <main className="chat-main">
          <ChatHeader />
          <Notices />
          {!loaded ? (
            <div className="messages" />
          ) : empty ? (
            <EmptyState />
          ) : (
            <MessageList key={`messages of ${session.id}`} />
          )}
          <ModelBanner />
          <Composer key={`composer of ${session.id}`} sessionId={session.id} replying={replying} />
          <Announcer />
        </main>
        <footer className="chat-foot">
          <ModelLine />
          {loading && <ModelAction />}
        </footer>
      </div>
    </div>
  )
}

/** Fetches the newest messages whenever they are not there: at first, in another session, after a lost connection. */
function useHistory(companion: Companion, sessionId: string | undefined, loaded: boolean): void {
  const connection = useCompanionState((state) => state.connection)
  useEffect(() => {
    if (!sessionId || loaded || connection !== 'open') return
    // Where it fails, the connection is gone; the next snapshot asks again.
    loadLatest(companion).catch(() => {})
  }, [companion, sessionId, loaded, connection])
}
