import { sameToken } from './token.ts'

/** WebSocket subprotocols carry the token, since a page can set no header and a URL ends up in logs. */
export const SUBPROTOCOL = 'kira'
const tokenPrefix = 'kira.token.'

/** WebSocket close codes of our own (4000–4999, RFC 6455 §7.4.2). */
export const CLOSE_TOKEN_REFUSED = 4401

const names = ['127.0.0.1', 'localhost']

/** Whether a request is meant for us: a foreign name in `Host` is DNS rebinding. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return names.some((name) => host === `${name}:${port}`)
}

/** Whether a page of ours asks. Browsers send `Origin` with every WebSocket; who sends none is no page. */
export function isOwnOrigin(origin: string | undefined, port: number): boolean {
  return names.some((name) => origin === `http://${name}:${port}`)
}

/** Whether the header `Sec-WebSocket-Protocol` carries the token. */
export function carriesToken(protocols: string | undefined, token: string): boolean {
  const offered = (protocols ?? '').split(',').map((protocol) => protocol.trim())
  const given = offered.find((protocol) => protocol.startsWith(tokenPrefix))
  return given !== undefined && sameToken(given.slice(tokenPrefix.length), token)
}
