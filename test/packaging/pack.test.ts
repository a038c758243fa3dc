import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildIfStale } from '../../scripts/lib/build.ts'
import { pack, readAsar } from './pack.ts'

const root = join(import.meta.dirname, '../..')
let folder: string
let app: string
let files: Map<string, { unpacked: boolean }>

beforeAll(() => {
  buildIfStale(root, () => console.log('building…'))
  folder = mkdtempSync(join(tmpdir(), 'kira-pack-'))
  app = pack(root, folder)
  files = readAsar(join(app, 'resources/app.asar'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the archive holds what runs', () => {
  const needed = [
    'package.json',
    'out/main/index.js',
    'out/main/llm-worker.js',
    'out/preload/index.cjs',
    'out/renderer/chat.html',
    'out/renderer/overlay.html',
    'out/renderer/settings.html',
    'node_modules/better-sqlite3/lib/index.js',
    'node_modules/@orpc/server/package.json',
  ]
  expect(needed.filter((path) => !files.has(path))).toEqual([])
})

test('and nothing that does not: no sources, no tests, no tools', () => {
  const ours = [...files.keys()].filter((path) => !path.startsWith('node_modules/') && !path.startsWith('out/'))
  expect(ours).toEqual(['package.json'])
  const tools = ['electron', 'vite', 'vitest', 'typescript', 'react', 'three', 'playwright-core']
  expect(tools.filter((name) => files.has(`node_modules/${name}/package.json`))).toEqual([])
})

test('native modules lie beside the archive', () => {
  const native = [...files].filter(([path]) => path.endsWith('.node'))
  expect(native.length).toBeGreaterThan(0)
  expect(native.filter(([, { unpacked }]) => !unpacked)).toEqual([])
})

test('her model, body, persona and icons, and what she recommends, lie where the app looks for them', () => {
  const needed = [
    'models/kira-starter.gguf',
    'data/avatars/kira.vrm',
    'data/personas/kira.json',
    'data/icons/tray.png',
    'data/models.json',
  ]
  expect(needed.filter((path) => !existsSync(join(app, 'resources', path)))).toEqual([])
})

test('the version that is packed is the one that is developed with', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(readFileSync(join(root, 'electron-builder.yml'), 'utf8')).toContain(
    `electronVersion: ${devDependencies.electron}\n`,
  )
})
