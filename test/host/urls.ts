/**
 * Plain Chromium knows no `kira:`, so `kira://app/chat` travels as `http://app.kira.localhost/chat`: a secure
 * context with an origin of its own, and no server behind it (the requests are answered in chromium.ts).
 */
export function toChromium(url: string): string {
  const { protocol, host, pathname, search, hash } = new URL(url)
  if (['http:', 'https:', 'file:', 'about:', 'data:', 'blob:'].includes(protocol)) return url
  return `http://${host}.${protocol.slice(0, -1)}.localhost${pathname}${search}${hash}`
}

export function toElectron(url: string): string {
  return url.replace(/^http:\/\/([a-z]+)\.([a-z]+)\.localhost(?=[/?#]|$)/, '$2://$1')
}

/** The scheme that an address travels for, or undefined for an ordinary one. */
export function schemeOf(url: string): string | undefined {
  return /^http:\/\/[a-z]+\.([a-z]+)\.localhost(?=[/?#]|$)/.exec(url)?.[1]
}
