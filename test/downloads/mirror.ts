import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { randomNumbers } from '../random-numbers.ts'

/** What a server does with one request. */
export type Manner =
  | { do: 'well' }
  /** Breaks the connection, or falls silent, after a part of what was asked for. */
  | { do: 'cut' | 'stall'; after: number }
  /** Announces more or fewer bytes than there are. */
  | { do: 'lie'; by: number }
  /** Sends elsewhere: to this server's right place, round and round, or to where nobody is safe. */
  | { do: 'redirect'; to: 'here' | 'loop' | 'http' | 'nowhere' }
  | { do: 'status'; status: number; retryAfter?: string }
  /** Answers a wish for a range with the whole file, or with another range. */
  | { do: 'ignore-range' | 'wrong-range' }
  /** Says no length; with `gone`, breaks off as if that were the end. */
  | { do: 'no-length'; gone?: boolean }
  /** Has another file by now, of the same length or not, and says so or not. */
  | { do: 'other-file'; longer: number; says: boolean }
  /** Never a byte of an answer. */
  | { do: 'hang-up' }

export interface Mirror {
  readonly url: string
  readonly asked: { url: string; headers: IncomingMessage['headers'] }[]
  /** What it does with the next requests; after that, all is well. */
  manners: Manner[]
  /** Bytes of files that were sent. */
  sent: number
}

/** Bytes that no compression and no chance makes alike. */
export function someBytes(length: number, seed = 1): Buffer {
  const random = randomNumbers(seed)
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)))
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A server of one file, on this machine, that is gone after the test. */
export async function startMirror(file: Buffer, manners: Manner[] = []): Promise<Mirror> {
  const { mirror, listener } = createMirror(file, manners)
  const { port } = await serve(listener)
  return Object.assign(mirror, { url: `http://127.0.0.1:${port}/model.gguf` })
}

/** The same for a server of any kind; the mirror doesn't know its address. */
export function createMirror(file: Buffer, manners: Manner[] = []): { mirror: Mirror; listener: RequestListener } {
  const mirror: Mirror = { url: '', asked: [], manners, sent: 0 }
  return {
    mirror,
    listener(request, response) {
      mirror.asked.push({ url: request.url ?? '', headers: request.headers })
      const round: Manner | undefined = request.url === '/loop' ? { do: 'redirect', to: 'loop' } : undefined
      const manner = round ?? mirror.manners.shift() ?? { do: 'well' }
      answer(mirror, { request, response, file, manner })
    },
  }
}

/** Listens on a free port of this machine until the test is over. */
export async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { server, port: (server.address() as AddressInfo).port }
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly file: Buffer
  readonly manner: Manner
}

function answer(mirror: Mirror, { request, response, file, manner }: Exchange): void {
  const send = (bytes: Buffer) => {
    mirror.sent += bytes.length
    response.write(bytes)
  }
  const etag = `"${sha256(file).slice(0, 8)}"`
  const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
  const ifRange = request.headers['if-range']
  const from = range && (ifRange === undefined || ifRange === etag) ? Number(range[1]) : 0
  const head = (total: number, start = from, length = total - start) =>
    response.writeHead(start > 0 ? 206 : 200, {
      ETag: etag,
      'Content-Length': length,
      ...(start > 0 && { 'Content-Range': `bytes ${start}-${total - 1}/${total}` }),
    })

  switch (manner.do) {
    case 'well':
      if (range && from >= file.length) {
        response.writeHead(416, { 'Content-Range': `bytes */${file.length}` }).end()
        return
      }
      head(file.length)
      send(file.subarray(from))
      response.end()
      return
    case 'cut':
    case 'stall': {
      head(file.length)
      send(file.subarray(from, from + manner.after))
      if (manner.do === 'cut') request.socket.destroySoon()
      return
    }
    case 'lie': {
      const length = Math.max(0, file.length - from + manner.by)
      head(file.length + manner.by, from, length)
      send(file.subarray(from, from + length))
      if (manner.by > 0) request.socket.destroySoon()
      else response.end()
      return
    }
    case 'redirect': {
      const places = { here: '/elsewhere.gguf', loop: '/loop', http: 'http://models.example/a', nowhere: 'http://[' }
      response.writeHead(302, { Location: places[manner.to] }).end()
      return
    }
    case 'status':
      response.writeHead(manner.status, manner.retryAfter ? { 'Retry-After': manner.retryAfter } : {}).end('no')
      return
    case 'ignore-range':
      head(file.length, 0)
      send(file)
      response.end()
      return
    case 'wrong-range':
      head(file.length, from + 7)
      send(file.subarray(from + 7))
      response.end()
      return
    case 'no-length':
      response.writeHead(200, { ETag: etag, Connection: 'close' })
      // Without a length and without chunks, the end of the connection is the end of the file.
      response.useChunkedEncodingByDefault = false
      send(manner.gone ? file.subarray(0, file.length / 2) : file)
      response.end()
      return
    case 'other-file': {
      const other = someBytes(file.length + manner.longer, 99)
      const start = range && !manner.says ? Number(range[1]) : 0
      response.writeHead(start > 0 ? 206 : 200, {
        ETag: manner.says ? '"other"' : etag,
        'Content-Length': Math.max(0, other.length - start),
        ...(start > 0 && { 'Content-Range': `bytes ${start}-${other.length - 1}/${other.length}` }),
      })
      send(other.subarray(start))
      response.end()
      return
    }
    case 'hang-up':
      request.socket.destroy()
      return
    default:
      void (manner satisfies never)
  }
}
