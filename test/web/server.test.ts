import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { implement, os, type RouterClient } from '@orpc/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { createArrivals } from '../../electron/app/arrivals.ts'
import { contract, PIECE_BYTES } from '../../electron/contract/index.ts'
import type { Pages } from '../../electron/pages/create-pages.ts'
import { startWebServer, type WebServer } from '../../electron/web/server.ts'

const token = 'a'.repeat(43)
const router = { echo: os.handler(({ input }) => `she heard ${String(input)}`) }
const pages: Pages = async (pathname) => ({
  status: pathname === '/' ? 200 : 404,
  headers: { 'content-type': 'text/plain' },
  body: Buffer.from(`page ${pathname}`),
})

let server: WebServer
beforeEach(async () => {
  server = await startWebServer({ pages, router, token, port: { port: 0, exact: true } })
})
afterEach(() => server.close())

/** Opens a socket as a page of the given origin would. */
function openSocket({
  origin = server.origin,
  protocols = ['kira', `kira.token.${token}`],
  path = '/rpc',
  host = '',
  port = server.port,
} = {}) {
  const headers = { origin, ...(host && { host }) }
  return new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, { headers })
}
const closeCode = async (socket: WebSocket): Promise<number> => (await once(socket, 'close'))[0]
const refusal = async (socket: WebSocket): Promise<string> => (await once(socket, 'error'))[0].message

/** A GET with headers of our choosing, which `fetch` does not allow. */
async function get(path: string, headers: Record<string, string>, method = 'GET'): Promise<number | undefined> {
  const call = request({ host: '127.0.0.1', port: server.port, path, headers, method }).end()
  const [response] = await once(call, 'response')
  response.resume()
  return response.statusCode
}

test('a page with the token talks to her', async () => {
  const socket = openSocket()
  // The same socket, as TypeScript knows it from a browser.
  const websocket = socket as unknown as globalThis.WebSocket
  const client: RouterClient<typeof router> = createORPCClient(new RPCLink({ websocket }))
  expect(await client.echo('hello')).toBe('she heard hello')
  expect(socket.protocol).toBe('kira')
})

test('a page brings a file that is far larger than one message may be', async () => {
  const arrivals = createArrivals({ newId: () => 'file-1' })
  const files = {
    begin: implement(contract).files.begin.handler(({ input }) => arrivals.begin(input)),
    append: implement(contract).files.append.handler(({ input }) => arrivals.append(input)),
  }
  const receiving = await startWebServer({ pages, router: { files }, token, port: { port: 0, exact: true } })
  const socket = openSocket({ origin: receiving.origin, port: receiving.port })
  const websocket = socket as unknown as globalThis.WebSocket
  const client: RouterClient<{ files: typeof files }> = createORPCClient(new RPCLink({ websocket }))
  const file = randomBytes(5_000_000)
  const { id } = await client.files.begin({ name: 'a.vrm', bytes: file.length })
  for (let at = 0; at < file.length; at += PIECE_BYTES) {
    await client.files.append({ id, piece: file.subarray(at, at + PIECE_BYTES).toString('base64') })
  }
  expect(Buffer.from(arrivals.take(id).bytes).equals(file)).toBe(true)
  await receiving.close()
})

test.each([
  ['no token', ['kira']],
  ['a wrong token', ['kira', `kira.token.${'b'.repeat(43)}`]],
  ['an empty token', ['kira', 'kira.token.']],
  ['the token without its name', ['kira', token]],
])('a page with %s is told so by the close code, and gets nothing', async (_, protocols) => {
  const socket = openSocket({ protocols })
  const heard: unknown[] = []
  socket.on('message', (message) => heard.push(message))
  socket.on('open', () => socket.send('{"i":1,"p":{"u":"/echo"}}'))
  expect(await closeCode(socket)).toBe(4401)
  expect(heard).toEqual([])
})

test('the token is not enough for a page of another site', async () => {
  for (const origin of [
    'https://example.com',
    `http://127.0.0.1:${server.port + 1}`,
    'null',
    `http://localhost.evil:${server.port}`,
  ]) {
    expect(await refusal(openSocket({ origin }))).toContain('403')
  }
  expect(await refusal(openSocket({ host: `kira.example:${server.port}` }))).toContain('403')
  expect(await refusal(openSocket({ path: '/other' }))).toContain('404')
})

test('a foreign name in Host is DNS rebinding, and gets no page', async () => {
  expect(await get('/', { host: `127.0.0.1:${server.port}` })).toBe(200)
  expect(await get('/', { host: `localhost:${server.port}` })).toBe(200)
  expect(await get('/', { host: 'kira.example' })).toBe(403)
  expect(await get('/', { host: `kira.example:${server.port}` })).toBe(403)
  expect(await get('/', { host: '127.0.0.1' })).toBe(403)
})

test('pages come with GET and HEAD only; their query is not looked at', async () => {
  const host = `127.0.0.1:${server.port}`
  expect(await get('/?x=1', { host })).toBe(200)
  expect(await get('/', { host }, 'HEAD')).toBe(200)
  expect(await get('/nowhere', { host })).toBe(404)
  expect(await get('/', { host }, 'POST')).toBe(405)
})

test('junk on the socket ends that socket at most, never the server', async () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {}) // oRPC's, about what it can't read
  const huge = openSocket()
  await once(huge, 'open')
  huge.send('x'.repeat(2 * 1024 * 1024))
  expect(await closeCode(huge)).toBe(1009)

  const odd = openSocket()
  await once(odd, 'open')
  odd.send(JSON.stringify({ i: 'x', t: 99, p: null }))
  odd.send(new Uint8Array([0xff, 0x00, 0x7b]))
  odd.send(JSON.stringify({ i: '1', p: { u: '/nothing' } }))
  odd.close()
  await closeCode(odd)
  complaints.mockRestore()

  expect(await get('/', { host: `127.0.0.1:${server.port}` })).toBe(200)
})

test('a port that was asked for is taken or named; the default one has neighbours', async () => {
  const taken = server.port
  const start = (exact: boolean) => startWebServer({ pages, router, token, port: { port: taken, exact } })
  await expect(start(true)).rejects.toMatchObject({ code: 'PORT_IN_USE', data: { port: taken } })
  const neighbour = await start(false)
  expect(neighbour.port).toBeGreaterThan(taken)
  await neighbour.close()
})

test('nothing listens beyond this computer', async () => {
  // The same port on another loopback address would be taken if the server listened everywhere.
  const other = createServer().listen(server.port, '127.0.0.2')
  await once(other, 'listening')
  other.close()
})
