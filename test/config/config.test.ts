import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { silentLog } from '../../electron/app/log.ts'
import { openConfig } from '../../electron/config/config.ts'
import { DEFAULT_SETTINGS, errorText, type Settings } from '../../electron/contract/index.ts'

const NOON = () => Date.UTC(2026, 0, 1, 12)

/** A settings file in a folder of its own. */
function settingsFile(content?: string | object) {
  const folder = mkdtempSync(join(tmpdir(), 'kira-config-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'settings.json')
  if (content !== undefined) writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return {
    folder,
    path,
    open: () => openConfig({ path, log: silentLog(), clock: NOON }),
    read: () => JSON.parse(readFileSync(path, 'utf8')) as unknown,
  }
}

describe('loading', () => {
  test('without a file, the defaults hold, and no file is made', () => {
    const { open, folder } = settingsFile()
    const config = open()
    expect(config.settings).toEqual(DEFAULT_SETTINGS)
    expect(config.problems).toEqual([])
    expect(readdirSync(folder)).toEqual([])
  })

  test('a wrong value takes its default and is named; the good ones stay', () => {
    const { open, read } = settingsFile({
      theme: 'dark',
      language: 'klingon',
      model: 5,
      reply: { temperature: 'hot', maxTokens: 200 },
      overlay: { height: 1e9, bubble: false },
    })
    const before = read()
    const config = open()
    expect(config.settings).toEqual({
      ...DEFAULT_SETTINGS,
      theme: 'dark',
      reply: { ...DEFAULT_SETTINGS.reply, maxTokens: 200 },
      overlay: { ...DEFAULT_SETTINGS.overlay, bubble: false },
    })
    expect(config.problems.map((problem) => [problem.code, problem.data])).toEqual([
      ['SETTING_INVALID', { setting: 'language', value: '"klingon"', expected: '"auto" | "en" | "fr"' }],
      [
        'SETTING_INVALID',
        { setting: 'model', value: '5', expected: `{ ${Object.keys(DEFAULT_SETTINGS.model).join(', ')} }` },
      ],
      ['SETTING_INVALID', { setting: 'reply.temperature', value: '"hot"', expected: '0 … 2' }],
      ['SETTING_INVALID', { setting: 'overlay.height', value: '1000000000', expected: '240, 241 … 1200' }],
    ])
    expect(read()).toEqual(before)
  })

  test('the message names the setting, the value and what it takes, in both languages', () => {
    const [problem] = settingsFile({ theme: 'sepia' }).open().problems
    expect(problem?.message).toBe('The setting “theme” can’t be "sepia". Possible: "system" | "light" | "dark"')
    expect(errorText('fr', 'SETTING_INVALID', problem?.data)).toBe(
      'Le réglage « theme » ne peut pas valoir "sepia". Valeurs possibles : "system" | "light" | "dark"',
    )
  })

  test.each(['{ "theme": "dark", ', '', '[]', 'null', '"dark"', '\0\0\0\0'])(
    'a file that is no settings file is kept aside: %j',
    (content) => {
      const { open, folder } = settingsFile(content)
      const config = open()
      const kept = join(folder, 'settings.damaged-2026-01-01T12-00-00.json')
      expect(config.settings).toEqual(DEFAULT_SETTINGS)
      expect(config.problems).toMatchObject([{ code: 'SETTINGS_UNREADABLE', data: { kept } }])
      expect(readFileSync(kept, 'utf8')).toBe(content)
      expect(readdirSync(folder)).toEqual(['settings.damaged-2026-01-01T12-00-00.json'])
    },
  )

  test('kept files don’t overwrite each other', () => {
    const { open, path, folder } = settingsFile('first')
    open()
    writeFileSync(path, 'second')
    open()
    expect(
      readdirSync(folder)
        .map((file) => readFileSync(join(folder, file), 'utf8'))
        .sort(),
    ).toEqual(['first', 'second'])
  })

  test('a byte order mark in front is passed over', () => {
    const config = settingsFile('\uFEFF{"theme":"light"}').open()
    expect(config.settings.theme).toBe('light')
    expect(config.problems).toEqual([])
  })
})

describe('changing', () => {
  test('a change holds over restarts, and the file is readable, private, and has only what was chosen', () => {
    const { open, path, folder } = settingsFile()
    open().change({ theme: 'dark', reply: { maxTokens: 100 } })
    expect(open().settings).toEqual({
      ...DEFAULT_SETTINGS,
      theme: 'dark',
      reply: { ...DEFAULT_SETTINGS.reply, maxTokens: 100 },
    })
    expect(readFileSync(path, 'utf8')).toBe('{\n  "theme": "dark",\n  "reply": {\n    "maxTokens": 100\n  }\n}\n')
    expect(readdirSync(folder)).toEqual(['settings.json'])
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('what a newer version or the user put into the file stays in it', () => {
    const { open, read, path } = settingsFile({ voice: { name: 'amber' }, theme: 'sepia', reply: { style: 'short' } })
    const config = open()
    writeFileSync(path, JSON.stringify({ ...(read() as object), language: 'fr' }))
    config.change({ reply: { temperature: 1 } })
    expect(read()).toEqual({
      voice: { name: 'amber' },
      theme: 'sepia',
      language: 'fr',
      reply: { style: 'short', temperature: 1 },
    })
  })

  test.each([
    [
      { theme: 'dark', reply: { temperature: 3 } },
      { setting: 'reply.temperature', value: '3', expected: '0 … 2' },
    ],
    [
      { theme: 'dark', overlay: null },
      { setting: 'overlay', value: 'null' },
    ],
    [
      { theme: 'dark', model: { path: '' } },
      { setting: 'model.path', value: '""', expected: '"…" | null' },
    ],
    [
      { theme: 'dark', colour: 'red' },
      { setting: 'colour', value: '"red"' },
    ],
    [
      { theme: 'dark', reply: { temprature: 1 } },
      {
        setting: 'reply.temprature',
        value: '1',
        expected: Object.keys(DEFAULT_SETTINGS.reply)
          .map((key) => `reply.${key}`)
          .join(' | '),
      },
    ],
    [JSON.parse('{ "theme": "dark", "__proto__": { "polluted": 1 } }'), { setting: '__proto__' }],
    [{ theme: 'dark', constructor: { prototype: {} } }, { setting: 'constructor' }],
  ])('all or nothing: %j', (patch, data) => {
    const { open, folder } = settingsFile()
    const config = open()
    const listener = vi.fn()
    config.onChange(listener)
    expect(() => config.change(patch)).toThrow(
      expect.objectContaining({ code: 'SETTING_INVALID', data: expect.objectContaining(data) }),
    )
    expect(config.settings).toEqual(DEFAULT_SETTINGS)
    expect(readdirSync(folder)).toEqual([])
    expect(listener).not.toHaveBeenCalled()
  })

  test('listeners are told once the file is written, until they leave; one that throws disturbs nobody', () => {
    const { open, read } = settingsFile()
    const config = open()
    const seen: unknown[] = []
    config.onChange(() => {
      throw new Error('clumsy')
    })
    const leave = config.onChange((settings) => seen.push([settings.theme, read()]))
    config.change({ theme: 'dark' })
    leave()
    config.change({ theme: 'light' })
    expect(seen).toEqual([['dark', { theme: 'dark' }]])
  })

  test('what can’t be saved holds all the same, and is said', () => {
    const { open, folder } = settingsFile()
    const config = open()
    const listener = vi.fn()
    config.onChange(listener)
    rmSync(folder, { recursive: true })
    expect(() => config.change({ theme: 'dark' })).toThrow(expect.objectContaining({ code: 'SETTINGS_NOT_SAVED' }))
    expect(config.settings.theme).toBe('dark')
    expect(listener).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ theme: 'dark' }))
  })

  test('no patch and no file can reach the prototype of anything', () => {
    const key = fc.constantFrom('__proto__', 'constructor', 'prototype', 'theme', 'reply', 'model', 'maxTokens', 'x')
    const { tree } = fc.letrec<{ tree: Record<string, unknown> }>((tie) => ({
      tree: fc
        .array(fc.tuple(key, fc.oneof({ maxDepth: 4 }, fc.constantFrom(1, 'dark', null, 200), tie('tree'))), {
          maxLength: 4,
        })
        .map((entries) => Object.fromEntries(entries)),
    }))
    fc.assert(
      fc.property(tree, tree, (file, patch) => {
        const { open } = settingsFile(file)
        const config = open()
        let settings: Settings = config.settings
        try {
          settings = config.change(patch)
        } catch (error) {
          expect(error).toMatchObject({ code: 'SETTING_INVALID' })
        }
        expect(Object.keys(settings)).toEqual(Object.keys(DEFAULT_SETTINGS))
        expect(Object.getPrototypeOf(settings)).toBe(Object.prototype)
        expect(Object.keys(Object.prototype)).toEqual([])
        expect('maxTokens' in {} || 'x' in {} || 'theme' in Object).toBe(false)
        expect(open().settings).toEqual(settings)
      }),
      { numRuns: 150 },
    )
  })
})
