import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setDefaultCACertificates } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { DownloadsOptions } from '../../electron/downloads/downloads.ts'
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

  test('that isn’t there, or makes no sense, is told', async () => {
    const settings = () => ({ limit: null, proxy: 'http://127.0.0.1:9' })
    const gone = await fetchBy(['https://models.example/model.gguf'], { settings })
    expect(gone.end.failure).toMatchObject({ code: 'DOWNLOAD_UNREACHABLE', data: { host: 'models.example' } })
    const odd = await fetchBy(['https://models.example/model.gguf'], { env: { HTTPS_PROXY: 'socks5://127.0.0.1:9' } })
    expect(odd.end.failure).toMatchObject({ code: 'DOWNLOAD_UNREACHABLE' })
  })
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
