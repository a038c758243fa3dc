import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import Fastify, { type FastifyInstance } from 'fastify'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Pages } from '../pages/create-pages.ts'
import { securityHeaders } from '../pages/security-headers.ts'
import { CLOSE_TOKEN_REFUSED, carriesToken, isOwnHost, isOwnOrigin, SUBPROTOCOL } from './guard.ts'
import { listen, type PortChoice } from './listen.ts'
import { proveToken } from './token.ts'

/** Nobody else on the network can reach it. */
const ADDRESS = '127.0.0.1'

/** Bytes of one message from a page. The longest text a user may send fits, each character escaped, and a piece of a file. */
const MAX_PAYLOAD = 1024 * 1024

export interface WebServer {
  readonly port: number
  /** Such as `http://127.0.0.1:4760`. */
  readonly origin: string
  close(): Promise<void>
}

/**
 * The HTTP door: pages for everyone on this machine, the contract at `/rpc` for who has the token.
 * @throws KiraError `PORT_IN_USE`
 */
export async function startWebServer(options: {
  pages: Pages
  router: AnyRouter
  token: string
  port: PortChoice
}): Promise<WebServer> {
  const { pages, token } = options
  // No logger: a URL or a header may hold what is nobody's business.
  const http = Fastify({ logger: false, forceCloseConnections: true })
  const handleProtocols = (offered: Set<string>) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_PAYLOAD, handleProtocols })
  const rpc = new RPCHandler(options.router)
  const portOf = () => (http.server.address() as AddressInfo).port

  http.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders)
    if (!isOwnHost(request.headers.host, portOf())) await reply.code(403).send('Kira answers on this computer only')
  })
  servePages(http, pages)
  answerChallenges(http, token)

  http.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { host, origin } = request.headers
    if (pathOf(request.url) !== '/rpc') return refuse(socket, '404 Not Found')
    if (!isOwnHost(host, portOf()) || !isOwnOrigin(origin, portOf())) return refuse(socket, '403 Forbidden')
    const known = carriesToken(request.headers['sec-websocket-protocol'], token)
    sockets.handleUpgrade(request, socket, head, (webSocket) => connect(webSocket, known))
  })

  function connect(webSocket: WebSocket, known: boolean): void {
    webSocket.on('error', () => webSocket.terminate())
    // Accepted first: a browser tells its page nothing of an HTTP 401, but it does tell the code of a closing.
    if (known) void rpc.upgrade(webSocket)
    else webSocket.close(CLOSE_TOKEN_REFUSED, 'token refused')
  }

  await listen(http, ADDRESS, options.port)
  return {
    port: portOf(),
    origin: `http://${ADDRESS}:${portOf()}`,
    async close() {
      for (const client of sockets.clients) client.terminate()
      await http.close()
    },
  }
}

function servePages(http: FastifyInstance, pages: Pages): void {
  http.setNotFoundHandler(async (request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return reply.code(405).header('allow', 'GET, HEAD').send()
    const { status, headers, body } = await pages(pathOf(request.raw.url))
    return reply.code(status).headers(headers).send(body)
  })
}

/** Lets a second instance find out whether this one serves the same data folder (see instance-lock.ts). */
function answerChallenges(http: FastifyInstance, token: string): void {
  http.get<{ Params: { challenge: string } }>('/instance/:challenge(^[0-9a-f]{32}$)', async (request, reply) => {
    return reply.header('cache-control', 'no-store').send(proveToken(token, request.params.challenge))
  })
}

function pathOf(url: string | undefined): string {
  return (url ?? '/').split('?', 1)[0] ?? '/'
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
