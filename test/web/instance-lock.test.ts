import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { os } from '@orpc/server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockInstance } from '../../electron/web/instance-lock.ts'
import { startWebServer, type WebServer } from '../../electron/web/server.ts'

const token = 'a'.repeat(43)
let dataDir: string
let lockFile: string
let server: WebServer | undefined

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'kira-lock-'))
  lockFile = join(dataDir, 'web.lock')
})
afterEach(async () => {
  await server?.close()
  server = undefined
  rmSync(dataDir, { recursive: true })
})

function startServer(itsToken: string): Promise<WebServer> {
  const pages = async () => ({ status: 404, headers: {}, body: Buffer.alloc(0) })
  return startWebServer({
    pages,
    router: { nothing: os.handler(() => {}) },
    token: itsToken,
    port: { port: 0, exact: true },
  })
}

test('the second instance finds the first one, as long as it runs', async () => {
  const first = await lockInstance(dataDir, token)
  server = await startServer(token)
  first.lock?.publish(server.origin)
  expect(await lockInstance(dataDir, token)).toEqual({ running: server.origin })

  await server.close()
  first.lock?.release()
  expect((await lockInstance(dataDir, token)).lock).toBeDefined()
})

test('the second instance waits for a first one that is just starting', async () => {
  const first = await lockInstance(dataDir, token)
  const second = lockInstance(dataDir, token)
  server = await startServer(token)
  first.lock?.publish(server.origin)
  expect(await second).toEqual({ running: server.origin })
})

test('the lock of a killed instance is taken over, even where its process id and port live on', async () => {
  server = await startServer('b'.repeat(43)) // another Kira, with another data folder
  const leftover = { pid: process.pid, origin: server.origin }
  writeFileSync(lockFile, JSON.stringify(leftover))
  expect((await lockInstance(dataDir, token)).lock).toBeDefined()
})

test('a lock that never came to an address, or cannot be read, is taken over', async () => {
  const anHourAgo = new Date(Date.now() - 3_600_000)
  for (const leftover of [JSON.stringify({ pid: process.pid, origin: null }), '', '{"pid":']) {
    writeFileSync(lockFile, leftover)
    utimesSync(lockFile, anHourAgo, anHourAgo)
    expect((await lockInstance(dataDir, token)).lock).toBeDefined()
  }
})

test('only its owner reads the lock file, and only the owner removes it', async () => {
  const { lock } = await lockInstance(dataDir, token)
  if (process.platform !== 'win32') expect(statSync(lockFile).mode & 0o777).toBe(0o600)
  writeFileSync(lockFile, JSON.stringify({ pid: process.pid + 1, origin: null }))
  lock?.release()
  expect(JSON.parse(readFileSync(lockFile, 'utf8')).pid).toBe(process.pid + 1)
})
