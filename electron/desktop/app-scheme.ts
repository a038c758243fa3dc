import { type Protocol, type Session, protocol as schemes } from 'electron'
import type { Pages } from '../pages/create-pages.ts'

const SCHEME = 'kira'
const HOST = 'app'

/** Where the pages live. A scheme of our own, so that no page is a `file:` with a file's powers. */
export const APP_URL = `${SCHEME}://${HOST}`

/** Gives `kira:` the standing of `https:` (an origin, storage, fetch). To be called before the app is ready. */
export function registerAppScheme(): void {
  schemes.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Whether a URL is a page of ours. */
export function isAppUrl(url: string): boolean {
  try {
    const { protocol, host } = new URL(url)
    return protocol === `${SCHEME}:` && host === HOST
  } catch {
    return false
  }
}

export function servePages(session: Pick<Session, 'protocol'>, pages: Pages): void {
  const protocol: Protocol = session.protocol
  protocol.handle(SCHEME, async (request) => {
    if (!isAppUrl(request.url)) return new Response(null, { status: 404 })
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 })
    const { status, headers, body } = await pages(new URL(request.url).pathname)
    return new Response(body, { status, headers })
  })
}
