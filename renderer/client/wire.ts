import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { takeToken } from './token.ts'

type Link = Pick<PortLink<Record<never, never>>, 'call'>

/** One connection to the companion, until it closes. */
export interface Wire {
  readonly link: Link
  /** Why it ended: `lost` may be tried again, `refused` not. Never rejects. */
  readonly closed: Promise<'lost' | 'refused'>
  close(): void
}

/** The close code of a socket whose token was not accepted. */
const TOKEN_REFUSED = 4401

/** How this page reaches the companion: a port on the desktop, a socket elsewhere; null without a token. */
export function chooseWire(window: Window): (() => Wire) | null {
  if (isDesktop(window.location)) return () => openPort(window)
  const token = takeToken(window)
  return token === null ? null : () => openSocket(window.location, token)
}

/** The desktop serves its pages from `kira:`. Plain Chromium, which stands in for it in tests, can't: there it is a host. */
function isDesktop({ protocol, hostname }: Location): boolean {
  return protocol === 'kira:' || hostname.endsWith('.kira.localhost')
}

function openPort(window: Window): Wire {
  const { port1, port2 } = new MessageChannel()
  window.postMessage('kira:connect', window.location.origin, [port2])
  const closed = Promise.withResolvers<'lost'>()
  const link = new PortLink({ port: port1 })
  port1.addEventListener('close', () => closed.resolve('lost'))
  port1.start()
  const close = () => {
    port1.close()
    closed.resolve('lost')
  }
  return { link, closed: closed.promise, close }
}

function openSocket({ protocol, host }: Location, token: string): Wire {
  const url = `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/rpc`
  const socket = new WebSocket(url, ['kira', `kira.token.${token}`])
  const closed = Promise.withResolvers<'lost' | 'refused'>()
  socket.addEventListener('close', ({ code }) => closed.resolve(code === TOKEN_REFUSED ? 'refused' : 'lost'))
  return { link: new SocketLink({ websocket: socket }), closed: closed.promise, close: () => socket.close() }
}
