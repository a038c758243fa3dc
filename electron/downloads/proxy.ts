import { KiraError } from '../contract/index.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * What Node's agents are to be told of proxies (`proxyEnv`), for one address. By themselves they pass over what they can't
 * use, such as SOCKS, and go without: here that is refused, since whoever names a proxy may not want to be seen without it.
 * Besides, `ALL_PROXY` counts, and so does `proxy:8080`, as for curl (https://curl.se/docs/manpage.html, “Environment”).
 * Source for the names: https://nodejs.org/docs/latest-v24.x/api/http.html#built-in-proxy-support
 * @throws KiraError `DOWNLOAD_PROXY_UNUSABLE`
 */
export function proxyEnvFor(url: URL, env: Env): Env {
  const named = (name: string) => env[name.toLowerCase()] || env[name]
  const proxy = named(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? named('ALL_PROXY')
  const exceptions = named('NO_PROXY')
  if (!proxy || isException(url, exceptions)) return {}
  const address = addressOf(proxy)
  if (address === null) throw new KiraError('DOWNLOAD_PROXY_UNUSABLE', { proxy: withoutPassword(proxy) })
  return { HTTPS_PROXY: address, HTTP_PROXY: address, NO_PROXY: exceptions }
}

/** Null where it is not the address of an HTTP proxy. */
function addressOf(proxy: string): string | null {
  const address = proxy.includes('://') ? proxy : `http://${proxy}`
  const url = URL.canParse(address) ? new URL(address) : null
  return url && ['http:', 'https:'].includes(url.protocol) ? url.href : null
}

/** Hosts, with a port or not, all below `.example.com` or `*.example.com`, or `*`. Ranges of addresses, Node looks after. */
function isException({ protocol, hostname, port }: URL, exceptions = ''): boolean {
  const host = hostname.toLowerCase()
  const whole = `${host}:${port || (protocol === 'https:' ? 443 : 80)}`
  return exceptions
    .toLowerCase()
    .split(',')
    .map((entry) => entry.trim())
    .some((entry) => {
      const domain = entry.replace(/^\*?\./, '')
      if (domain === entry) return entry === '*' || entry === host || entry === whole
      return host.endsWith(`.${domain}`) || (entry.startsWith('.') && host === domain)
    })
}

const withoutPassword = (proxy: string) => proxy.replace(/^(\w+:\/\/)?.*@/, '$1')
