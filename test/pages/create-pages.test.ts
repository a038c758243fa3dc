import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPages, type Pages } from '../../electron/pages/create-pages.ts'

/** What a file that somebody added is called. */
const ID = 'd'.repeat(64)

let home: string
let pages: Pages

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'kira-pages-'))
  for (const folder of ['pages/assets', 'avatars']) mkdirSync(join(home, folder), { recursive: true })
  for (const name of ['index', 'chat', 'settings', 'overlay']) {
    writeFileSync(join(home, 'pages', `${name}.html`), `<title>${name}</title>`)
  }
  writeFileSync(join(home, 'pages/assets/chat-D3aB_9-x.js'), 'export {}')
  writeFileSync(join(home, 'avatars/kira.vrm'), 'glTF')
  for (const folder of ['data/avatars', 'data/motions']) mkdirSync(join(home, folder), { recursive: true })
  writeFileSync(join(home, `data/avatars/${ID}.vrm`), 'glTF')
  writeFileSync(join(home, `data/motions/${ID}.vrma`), 'glTF')
  writeFileSync(join(home, `data/motions/${ID}.fbx`), 'Kaydara')
  for (const name of ['settings.json', `avatars/${ID}.json`, 'avatars/kira.json', 'avatars/mine.vrm', 'kira.vrm']) {
    writeFileSync(join(home, 'data', name), 'SECRET')
  }
  writeFileSync(join(home, 'secret.json'), 'SECRET')
  writeFileSync(join(home, 'pages/.env.json'), 'SECRET')
  pages = createPages({ pagesDir: join(home, 'pages'), avatarsDir: join(home, 'avatars'), dataDir: join(home, 'data') })
})
afterAll(() => rmSync(home, { recursive: true }))

const text = (body: Uint8Array) => new TextDecoder().decode(body)

test('each window has its address', async () => {
  const titles = await Promise.all(
    ['/', '/chat', '/settings', '/overlay'].map(async (path) => text((await pages(path)).body)),
  )
  expect(titles).toEqual(['index', 'chat', 'settings', 'overlay'].map((name) => `<title>${name}</title>`))
})

test('types and caching fit the kind of file', async () => {
  const headersOf = async (path: string) => {
    const { headers } = await pages(path)
    return [headers['content-type'], headers['cache-control']]
  }
  expect(await headersOf('/')).toEqual(['text/html; charset=utf-8', 'no-store'])
  expect(await headersOf('/assets/chat-D3aB_9-x.js')).toEqual([
    'text/javascript; charset=utf-8',
    'public, max-age=31536000, immutable',
  ])
  expect(await headersOf('/avatars/kira.vrm')).toEqual(['model/gltf-binary', 'no-cache'])
  // What somebody added is named after its content, so it never changes.
  const forever = 'public, max-age=31536000, immutable'
  expect(await headersOf(`/avatars/${ID}.vrm`)).toEqual(['model/gltf-binary', forever])
  expect(await headersOf(`/motions/${ID}.vrma`)).toEqual(['model/gltf-binary', forever])
  expect(await headersOf(`/motions/${ID}.fbx`)).toEqual(['application/octet-stream', forever])
})

test('every answer carries the same policy, errors included', async () => {
  for (const path of ['/', '/avatars/kira.vrm', '/nothing/here']) {
    expect((await pages(path)).headers).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; " +
        "connect-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
  }
})

test.each([
  '/index.html',
  '/assets',
  '/assets/',
  '/avatars/..',
  '/avatars/mine.vrm',
  '/avatars/kira.json',
  `/avatars/${ID}.json`,
  `/avatars/${ID.toUpperCase()}.vrm`,
  `/avatars/${'e'.repeat(64)}.vrm`,
  `/avatars/../avatars/${ID}.vrm`,
  `/motions/${ID}.vrm`,
  `/motions/../settings.json`,
  '/settings.json',
  '/motions',
  '/assets/../secret.json',
  '/assets/..%2fsecret.json',
  '/assets/%2e%2e/%2e%2e/secret.json',
  '/assets/..\\secret.json',
  '/assets/%00.js',
  '/assets/%E0%A4%A.js',
  '/avatars//etc/passwd.json',
  '/.env.json',
  '/constructor',
  '/__proto__',
  'secret.json',
  '',
])('%j is not found', async (path) => {
  expect((await pages(path)).status).toBe(404)
})

test('no path, however it is written, leads out of the folders', async () => {
  const part = fc.oneof(
    fc.constantFrom(
      '..',
      '.',
      '',
      '%2e%2e',
      '%2E.',
      '..%2f',
      '%5c..',
      'assets',
      'avatars',
      'motions',
      ID,
      `${ID}.vrm`,
      `${ID}.json`,
      'settings.json',
      'kira.json',
      'secret.json',
      '.env.json',
    ),
    fc.string({ unit: 'binary' }),
  )
  const path = fc.array(part, { maxLength: 8 }).map((parts) => `/${parts.join('/')}`)
  await fc.assert(
    fc.asyncProperty(path, async (pathname) => {
      const { status, body } = await pages(pathname)
      expect([200, 404]).toContain(status)
      expect(text(body)).not.toContain('SECRET')
    }),
    { numRuns: 500 },
  )
})
