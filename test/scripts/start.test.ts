import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildIfStale } from '../../scripts/lib/build.ts'

const root = join(import.meta.dirname, '../..')
let folder: string
beforeEach(() => {
  buildIfStale(root, () => console.log('building…'))
  folder = mkdtempSync(join(tmpdir(), 'kira-start-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** `npm start` on a machine of our making: who asks may run without a sandbox, and sees a display or not. */
function npmStart(args: string[], env: Record<string, string>): ChildProcess & { stdout: NodeJS.ReadableStream } {
  const { NODE_OPTIONS: _, DISPLAY: __, WAYLAND_DISPLAY: ___, ...inherited } = process.env
  return spawn(process.execPath, ['scripts/start.ts', ...args], {
    cwd: root,
    env: { ...inherited, LC_ALL: 'en_US.UTF-8', KIRA_NO_SANDBOX: '1', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** Reads until a text has come. */
async function readUntil(child: { stdout: NodeJS.ReadableStream }, ending: RegExp): Promise<string> {
  let out = ''
  child.stdout.setEncoding('utf8')
  for await (const text of child.stdout) {
    out += text
    if (ending.test(out)) break
  }
  return out
}

/** A script in the place of Electron's binary. */
function fakeElectron(script: string): Record<string, string> {
  writeFileSync(join(folder, 'electron'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return { ELECTRON_OVERRIDE_DIST_PATH: folder, DISPLAY: ':99' }
}

// Elsewhere there is always a display, and so perhaps a real Electron that would start.
describe.runIf(process.platform === 'linux')('npm start', () => {
  test('where there is no display, says so and serves the pages', async () => {
    const child = npmStart(['--port', '0', '--data-dir', folder], {})
    const exited = once(child, 'exit')
    const out = await readUntil(child, /Ctrl-C.*\n/)
    child.kill('SIGINT')
    await exited
    expect(out).toMatch(/^There is no display here, so Kira is served for a browser\.\n/)
    expect(out).toMatch(/http:\/\/127\.0\.0\.1:\d+\/#token=/)
  })

  test('hands its flags to Electron where its binary is, and its exit code back', async () => {
    const child = npmStart(['--data-dir', folder], fakeElectron('echo "given: $*"; exit 3'))
    const exited = once(child, 'exit')
    expect(await readUntil(child, /\n/)).toBe(`given: . --no-sandbox --data-dir ${folder}\n`)
    expect((await exited)[0]).toBe(3)
  })

  test('passes a signal on to Electron, and ends with it', async () => {
    const child = npmStart([], fakeElectron('trap "echo ended; exit 0" TERM; echo here; while :; do sleep 0.1; done'))
    const exited = once(child, 'exit')
    child.stdout.setEncoding('utf8').once('data', () => child.kill('SIGTERM'))
    expect(await readUntil(child, /ended/)).toContain('ended')
    expect((await exited)[0]).toBe(0)
  })

  test('where Electron can’t start its sandbox, serves the pages instead', async () => {
    const child = npmStart(['--port', '0', '--data-dir', folder], fakeElectron('kill -TRAP $$'))
    const exited = once(child, 'exit')
    const out = await readUntil(child, /Ctrl-C.*\n/)
    child.kill('SIGINT')
    await exited
    expect(out).toMatch(/^Electron could not start/)
  })
})
