import type { Companion } from './companion.ts'

/** How many messages are fetched at a time. */
const PAGE = 50

/** Loads the newest messages of the open session. Does nothing where they are there. */
export async function loadLatest(companion: Companion): Promise<void> {
  const { session, history } = companion.state.get()
  if (session && !history.loaded) await loadPage(companion, session.id, undefined)
}

/** Loads the messages before the oldest one that is there. Does nothing where there are none. */
export async function loadEarlier(companion: Companion): Promise<void> {
  const { session, history, messages } = companion.state.get()
  if (session && history.more) await loadPage(companion, session.id, messages[0]?.id)
}

async function loadPage(companion: Companion, sessionId: string, before: string | undefined): Promise<void> {
  const page = await companion.call.messages.list({ sessionId, limit: PAGE, ...(before && { before }) })
  companion.dispatch({ type: 'history-loaded', sessionId, ...page })
}
