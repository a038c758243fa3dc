import { once } from 'node:events'
import http, { type IncomingHttpHeaders, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import https from 'node:https'
import { PassThrough } from 'node:stream'
import { KiraError } from '../contract/index.ts'
import { proxyEnvFor } from './proxy.ts'

const MOST_REDIRECTS = 5
const REDIRECTS = [301, 302, 303, 307, 308]
const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost']

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Read slowly or not at all, it makes the server wait. @throws KiraError `DOWNLOAD_UNREACHABLE` where it is cut off */
  readonly body: AsyncIterable<Uint8Array>
  /** Wants no more of it. */
  close(): void
}

/**
 * Asks for a file, and follows to where it lies.
 * @throws KiraError `DOWNLOAD_UNREACHABLE`, `DOWNLOAD_MISDIRECTED`, `DOWNLOAD_PROXY_UNUSABLE`; what the signal aborts with
 */
export type OpenUrl = (url: string, headers: OutgoingHttpHeaders, signal: AbortSignal) => Promise<Answer>

export interface OpenUrlOptions {
  /** The address of an HTTP proxy; null takes the one that the environment names, or none. */
  proxy(): string | null
  /** What may name a proxy: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** A server that says nothing for so long is given up, in milliseconds. */
  readonly stalled: number
}

/** Over HTTPS only; HTTP is for this machine itself. Names, passwords and cookies are never sent. */
export function createOpenUrl({ proxy, env, stalled }: OpenUrlOptions): OpenUrl {
  async function ask(url: URL, headers: OutgoingHttpHeaders, signal: AbortSignal): Promise<IncomingMessage> {
    const { Agent, request } = url.protocol === 'https:' ? https : http
    const own = proxy()
    const proxyEnv = proxyEnvFor(url, own ? { ALL_PROXY: own } : env)
    const agent = new Agent({ proxyEnv, timeout: stalled })
    const asked = request(url, { agent, headers, signal })
    asked.on('error', () => {}) // also where nobody waits for it any more
    asked.end()
    // While a proxy makes way, a request hears of no signal: so nobody waits for it here.
    const patience = AbortSignal.timeout(stalled)
    try {
      const answers = await once(asked, 'response', { signal: AbortSignal.any([signal, patience]) })
      return answers[0] as IncomingMessage
    } catch (error) {
      asked.destroy()
      throw patience.aborted ? silence(stalled) : error
    }
  }

  return async (address, headers, signal) => {
    let url = checked(new URL(address))
    try {
      for (let redirects = 0; ; redirects++) {
        const response = await ask(url, headers, signal)
        const { statusCode: status = 0, headers: said } = response
        if (!REDIRECTS.includes(status) || said.location === undefined) {
          const body = steadily(response, url, stalled, signal)
          return { status, headers: said, body, close: () => void response.destroy() }
        }
        response.destroy()
        if (redirects === MOST_REDIRECTS) throw new KiraError('DOWNLOAD_MISDIRECTED', { host: url.host })
        url = follow(url, said.location)
      }
    } catch (error) {
      throw unreachable(error, url, signal)
    }
  }
}

function follow(from: URL, location: string): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from.href) : null
  // A server elsewhere has no business with what listens on this machine.
  if (!to || (from.protocol === 'https:' && to.protocol !== 'https:')) {
    throw new KiraError('DOWNLOAD_MISDIRECTED', { host: from.host })
  }
  return checked(to)
}

function checked(url: URL): URL {
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname))
  if (!safe) throw new KiraError('DOWNLOAD_MISDIRECTED', { host: url.host })
  // Node would send them as `Authorization`.
  url.username = ''
  url.password = ''
  return url
}

/** What comes, as long as it comes. The time that the reader takes doesn't count. */
function steadily(
  response: IncomingMessage,
  url: URL,
  stalled: number,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  // A response that breaks off throws away what was not read yet: here it is kept.
  const arrived = response.pipe(new PassThrough())
  let broken: Error | undefined
  response.once('error', (error) => (broken = error))
  response.once('close', () => {
    if (!response.complete) broken ??= new Error('the connection was closed')
    arrived.end()
  })

  async function* read(): AsyncGenerator<Uint8Array> {
    const giveUp = () => void response.destroy(silence(stalled))
    let timer = setTimeout(giveUp, stalled)
    try {
      for await (const bytes of arrived as AsyncIterable<Uint8Array>) {
        clearTimeout(timer)
        yield bytes
        timer = setTimeout(giveUp, stalled)
      }
    } finally {
      clearTimeout(timer)
    }
    if (broken) throw unreachable(broken, url, signal)
  }
  return read()
}

function silence(milliseconds: number): Error {
  return new Error(`nothing came for ${milliseconds / 1000} s`)
}

function unreachable(error: unknown, url: URL, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason
  if (error instanceof KiraError) return error
  return new KiraError('DOWNLOAD_UNREACHABLE', { host: url.host, detail: detailOf(error) }, { cause: error })
}

/** Where several addresses were tried in vain, Node's error has a code and no message. */
function detailOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message || ('code' in error ? String(error.code) : error.name)
}
