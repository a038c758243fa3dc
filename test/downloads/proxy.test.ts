import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setDefaultCACertificates } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import { KiraError } from '../../electron/contract/index.ts'
import type { DownloadsOptions } from '../../electron/downloads/downloads.ts'
import { proxyEnvFor } from '../../electron/downloads/proxy.ts'
import { ended, expectWhole, offerOf, openAt, QUICK, temporaryFolder, until } from './helpers.ts'
import { someBytes, startMirror } from './mirror.ts'
import { startProxy } from './proxy-server.ts'
import { hasOpenssl, startTlsServer } from './tls-server.ts'

const FILE = someBytes(100_000)

async function fetchBy(urls: string[], more: Partial<DownloadsOptions>) {
  const folder = temporaryFolder()
  const downloads = await openAt(folder, [offerOf(FILE, urls)], { timing: { ...QUICK, stalled: 5000 }, ...more })
  await downloads.start('tiny')
  return { folder, end: await ended(downloads) }
}

describe('a proxy', () => {
  test('of the settings is asked for everything', async () => {
    const mirror = await startMirror(FILE)
    const proxy = await startProxy()
    const settings = () => ({ limit: null, proxy: proxy.url })
    const { folder, end } = await fetchBy([mirror.url], { settings, env: { NO_PROXY: '127.0.0.1' } })
    expect(end.phase).toBe('done')
    expect(proxy.asked).toEqual([`GET ${mirror.url}`])
    expectWhole(folder, FILE)
  })

  test('of the environment is asked, but for what it excepts', async () => {
    const mirror = await startMirror(FILE)
    const proxy = await startProxy()
    expect((await fetchBy([mirror.url], { env: { HTTP_PROXY: proxy.url } })).end.phase).toBe('done')
    expect(proxy.asked).toEqual([`GET ${mirror.url}`])
    const excepted = await fetchBy([mirror.url], { env: { HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' } })
    expect(excepted.end.phase).toBe('done')
    expect(proxy.asked).toHaveLength(1)
  })

  test('is asked for everything where the environment says so, also without “http://”', async () => {
    const mirror = await startMirror(FILE)
    const proxy = await startProxy()
    expect((await fetchBy([mirror.url], { env: { all_proxy: proxy.url } })).end.phase).toBe('done')
    const env = { HTTP_PROXY: proxy.url.replace('http://', ''), ALL_PROXY: 'http://127.0.0.1:9' }
    expect((await fetchBy([mirror.url], { env })).end.phase).toBe('done')
    expect(proxy.asked).toEqual([`GET ${mirror.url}`, `GET ${mirror.url}`])
  })

  test('that isn’t there is told', async () => {
    const settings = () => ({ limit: null, proxy: 'http://127.0.0.1:9' })
    const { end } = await fetchBy(['https://models.example/model.gguf'], { settings })
    expect(end.failure).toMatchObject({ code: 'DOWNLOAD_UNREACHABLE', data: { host: 'models.example' } })
  })

  test('that speaks SOCKS, or makes no sense, is refused before anything is asked; nobody goes round it', async () => {
    const mirror = await startMirror(FILE)
    const socks = `socks5://kira:secret@${new URL(mirror.url).host}`
    const shown = socks.replace('kira:secret@', '')
    const refused: [env: Record<string, string>, proxy: string][] = [
      [{ HTTP_PROXY: socks }, shown],
      [{ all_proxy: socks }, shown],
      [{ ALL_PROXY: socks, NO_PROXY: 'models.example, 10.0.0.1' }, shown],
      [{ HTTP_PROXY: 'me:secret@[nowhere' }, '[nowhere'],
    ]
    for (const [env, proxy] of refused) {
      const { end } = await fetchBy([mirror.url], { env })
      expect(end.failure).toMatchObject({ code: 'DOWNLOAD_PROXY_UNUSABLE', data: { proxy } })
    }
    expect(mirror.asked).toEqual([])

    // Its own HTTP proxy goes before the one for all; and what is excepted needs none.
    const proxy = await startProxy()
    expect((await fetchBy([mirror.url], { env: { HTTP_PROXY: proxy.url, ALL_PROXY: socks } })).end.phase).toBe('done')
    for (const NO_PROXY of ['*', '127.0.0.1', `models.example, ${new URL(mirror.url).host}`]) {
      expect((await fetchBy([mirror.url], { env: { ALL_PROXY: socks, NO_PROXY } })).end.phase).toBe('done')
    }
    expect(proxy.asked).toHaveLength(1)
    expect(mirror.asked).toHaveLength(4)
  })
})

test('a host that NO_PROXY excepts is as Node has it', () => {
  const env = {
    ALL_PROXY: 'socks5://127.0.0.1:9',
    NO_PROXY: '.models.example,*.only.example,Plain.example,port.example:443',
  }
  const isRefused = (host: string) => {
    try {
      proxyEnvFor(new URL(`https://${host}/model.gguf`), env)
      return false
    } catch (error) {
      return error instanceof KiraError && error.code === 'DOWNLOAD_PROXY_UNUSABLE'
    }
  }
  const excepted = ['models.example', 'cdn.models.example', 'a.only.example', 'plain.example', 'port.example']
  expect(excepted.filter(isRefused)).toEqual([])
  const others = ['mymodels.example', 'only.example', 'cdn.plain.example', 'port.example:8443']
  expect(others.filter(isRefused)).toEqual(others)
})

test('a proxy that never answers is given up, and can be paused at any time', async () => {
  const silent = createServer((socket) => void socket.resume()).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  onTestFinished(() => void silent.close())
  const { port } = silent.address() as AddressInfo
  const settings = () => ({ limit: null, proxy: `http://127.0.0.1:${port}` })
  const urls = ['https://models.example/model.gguf']
  const given = await fetchBy(urls, { settings, timing: { ...QUICK, stalled: 20 } })
  expect(given.end.failure).toMatchObject({ code: 'DOWNLOAD_UNREACHABLE', data: { detail: 'nothing came for 0.02 s' } })

  const downloads = await openAt(temporaryFolder(), [offerOf(FILE, urls)], { settings })
  await downloads.start('tiny')
  await until(downloads, ({ phase }) => phase === 'running')
  await downloads.pause('tiny')
  expect(downloads.list()).toMatchObject([{ phase: 'paused', failure: null }])
})

describe.skipIf(!hasOpenssl)('over HTTPS', () => {
  const startServer = (location: string | null) =>
    startTlsServer((_, response) => {
      if (location) response.writeHead(302, { Location: location }).end()
      else response.writeHead(200, { 'Content-Length': FILE.length }).end(FILE)
    })

  test('a proxy only sees where it goes', async () => {
    const proxy = await startProxy(await startServer(null))
    const { folder, end } = await fetchBy(['https://models.example/model.gguf'], { env: { HTTPS_PROXY: proxy.url } })
    expect(end).toMatchObject({ phase: 'done', failure: null })
    expect(proxy.asked).toEqual(['CONNECT models.example:443'])
    expectWhole(folder, FILE)
  })

  test('nobody is sent to plain HTTP, not even on this machine', async () => {
    const mirror = await startMirror(FILE)
    const proxy = await startProxy(await startServer(mirror.url))
    const { end } = await fetchBy(['https://models.example/model.gguf'], { env: { HTTPS_PROXY: proxy.url } })
    expect(end.failure).toMatchObject({ code: 'DOWNLOAD_MISDIRECTED', data: { host: 'models.example' } })
    expect(mirror.asked).toEqual([])
  })

  test('a certificate that nobody trusts is no certificate', async () => {
    const port = await startServer(null)
    setDefaultCACertificates([])
    const proxy = await startProxy(port)
    const { end } = await fetchBy(['https://models.example/model.gguf'], { env: { HTTPS_PROXY: proxy.url } })
    expect(end.failure).toMatchObject({ code: 'DOWNLOAD_UNREACHABLE' })
  })
})
