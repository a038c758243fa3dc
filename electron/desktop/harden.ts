import type { App, Session, Shell, WebContents } from 'electron'
import { isAppUrl } from './app-url.ts'

/** What a page of ours may ask the system for: to put text on the clipboard, for its copy buttons. */
const permissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/** Closes what no page of ours needs (see "Security" in Electron's documentation, points 5 and 11 to 15). */
export function harden(app: App, session: Session, shell: Shell): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(isAppUrl(contents.getURL()) && permissions.has(permission))
  })
  session.setPermissionCheckHandler((contents, permission) => {
    return contents !== null && isAppUrl(contents.getURL()) && permissions.has(permission)
  })
  session.setDevicePermissionHandler(() => false)
  app.on('web-contents-created', (_, contents) => confine(contents, shell))
}

function confine(contents: WebContents, shell: Shell): void {
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-navigate', (event) => {
    // A page may load itself again; it goes nowhere else.
    if (event.url !== contents.getURL()) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (isSafeLink(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
}

/** Whether a link may be given to the user's browser. Other schemes start programs. */
export function isSafeLink(url: string): boolean {
  try {
    const { protocol, username, password } = new URL(url)
    return protocol === 'https:' && username === '' && password === ''
  } catch {
    return false
  }
}
