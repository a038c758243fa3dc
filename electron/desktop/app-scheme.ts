import { protocol, type Session } from 'electron'
import type { Pages } from '../pages/create-pages.ts'
import { isAppUrl, SCHEME } from './app-url.ts'

/** Gives `kira:` the standing of `https:` (an origin, storage, fetch). To be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Answers the pages' requests. */
export function servePages(session: Session, pages: Pages): void {
  session.protocol.handle(SCHEME, async (request) => {
    if (!isAppUrl(request.url)) return new Response(null, { status: 404 })
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 })
    const { status, headers, body } = await pages(new URL(request.url).pathname)
    return new Response(body, { status, headers })
  })
}
