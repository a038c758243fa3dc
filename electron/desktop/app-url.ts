/** The scheme and host of the pages: one of our own, so that no page is a `file:` with a file's powers. */
export const SCHEME = 'kira'
const HOST = 'app'

export const APP_URL = `${SCHEME}://${HOST}`

/** Whether a URL is a page of ours. */
export function isAppUrl(url: string): boolean {
  try {
    const { protocol, host } = new URL(url)
    return protocol === `${SCHEME}:` && host === HOST
  } catch {
    return false
  }
}
