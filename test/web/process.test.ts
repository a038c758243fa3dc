import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
let dataDir: string
const running: ChildProcess[] = []

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'kira-web-'))
})
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

/** Starts the web host as `npm run web` does, and waits until it has printed its address or ended. */
async function start(args: string[], env: Record<string, string> = {}) {
  const { NODE_OPTIONS: _, ...inherited } = process.env
  const child = spawn(process.execPath, ['electron/web/main.ts', '--no-open', '--data-dir', dataDir, ...args], {
    cwd: root,
    env: { ...inherited, LC_ALL: 'en_US.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const listening = new Promise((resolve) => child.stdout.on('data', () => /Ctrl-C.*\n/.test(out) && resolve('')))
  await Promise.race([listening, exited])
  return { child, exited, said: () => out, complained: () => err, address: /http:\S+/.exec(out)?.[0] ?? '' }
}

test('the first instance prints where it is; the second one says so too, and leaves', async () => {
  const first = await start(['--port', '0'])
  expect(first.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/)
  const second = await start([])
  expect(await second.exited).toBe(0)
  expect(second.said()).toBe(`Kira is running already: ${first.address}\n`)
})

test.skipIf(process.platform === 'win32')('Ctrl-C ends her and her model, and leaves no lock', async () => {
  const host = await start(['--port', '0'])
  const children = childrenOf(host.child.pid)
  host.child.kill('SIGINT')
  expect(await host.exited).toBe(0)
  expect(existsSync(join(dataDir, 'web.lock'))).toBe(false)
  expect(host.complained()).toBe('')
  for (const pid of children) expect(() => process.kill(pid, 0)).toThrow()
})

test('the address stays the same over a kill and a restart, but for the port', async () => {
  const first = await start(['--port', '0'])
  first.child.kill('SIGKILL')
  await first.exited
  const second = await start(['--port', '0'])
  expect(new URL(second.address).hash).toBe(new URL(first.address).hash)
})

test('a port that was asked for and is in use is named, in the user’s language', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  const english = await start(['--port', String(port)])
  expect([await english.exited, english.complained()]).toEqual([
    1,
    `Port ${port} is in use by another program. Choose another one with --port.\n`,
  ])
  const french = await start(['--port', String(port)], { LC_ALL: 'fr_FR.UTF-8' })
  expect(french.complained()).toContain(`Le port ${port} est déjà utilisé`)
  other.close()
})

test('a flag that is not known, or a memory that cannot be opened, ends her with one line', async () => {
  const unknown = await start(['--prot', '80'])
  expect(await unknown.exited).toBe(1)
  expect(unknown.complained().trim().split('\n')).toHaveLength(1)
  mkdirSync(join(dataDir, 'kira.db'))
  const broken = await start(['--port', '0'])
  expect(await broken.exited).toBe(1)
  expect(broken.complained()).toMatch(/^The memory in .*\n$/)
})

test('the token is in its own file and in no other', async () => {
  const host = await start(['--port', '0'])
  const token = new URL(host.address).hash.slice('#token='.length)
  await fetch(new URL(host.address).origin)
  host.child.kill('SIGTERM')
  await host.exited
  const holders = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(token))
    .map(({ name }) => name)
  expect(holders).toEqual(['web-token'])
})

/** The processes that a process has started. */
function childrenOf(pid: number | undefined): number[] {
  const path = `/proc/${pid}/task/${pid}/children`
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split(' ').filter(Boolean).map(Number) : []
}
