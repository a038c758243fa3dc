import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Machine } from '../../electron/contract/index.ts'
import { openRungs } from '../../electron/llm/local/rungs.ts'
import { silentLog } from './silent-log.ts'

const MACHINE: Machine = {
  gpu: { backend: 'cuda', names: ['RTX'], vramTotal: 6e9, vramFree: 5e9, unified: false, driver: '550' },
  ramTotal: 16e9,
  ramFree: 8e9,
  cores: 8,
}
const RUNG = { profile: 'balanced', contextSize: 2048 } as const

let folder: string
let model: string
const at = (name: string) => join(folder, name)
const open = (version = '1.0.0', system = 'linux 6.8') =>
  openRungs({ path: at('model-rungs.json'), version, system, log: silentLog })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kira-rungs-'))
  model = at('model.gguf')
  writeFileSync(model, 'a model')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('what failed is known after a restart, whatever memory is free by then', () => {
  expect(open().ceiling(model, MACHINE)).toBeUndefined()
  open().remember(model, MACHINE, RUNG)
  expect(open().ceiling(model, MACHINE)).toEqual(RUNG)
  const busy = { ...MACHINE, ramFree: 1, gpu: MACHINE.gpu && { ...MACHINE.gpu, vramFree: 1 } }
  expect(open().ceiling(model, busy)).toEqual(RUNG)
  const lower = { profile: 'cpu_fallback', contextSize: 4096 } as const
  open().remember(model, MACHINE, lower)
  expect(open().ceiling(model, MACHINE)).toEqual(lower)
  expect(readdirSync(folder).toSorted()).toEqual(['model-rungs.json', 'model.gguf'])
})

test('another driver, card, version or file is tried again', () => {
  open().remember(model, MACHINE, RUNG)
  const other = (gpu: Partial<NonNullable<Machine['gpu']>>) => ({
    ...MACHINE,
    gpu: MACHINE.gpu && { ...MACHINE.gpu, ...gpu },
  })
  expect(open().ceiling(model, other({ driver: '551' }))).toBeUndefined()
  expect(open().ceiling(model, other({ names: ['GTX'] }))).toBeUndefined()
  expect(open().ceiling(model, { ...MACHINE, gpu: null })).toBeUndefined()
  expect(open('1.0.1').ceiling(model, MACHINE)).toBeUndefined()
  expect(open().ceiling(at('another.gguf'), MACHINE)).toBeUndefined()
  utimesSync(model, 1, 1)
  expect(open().ceiling(model, MACHINE)).toBeUndefined()
})

test('a card that nobody may look at is known after a restart, until Kira or the system is another, or somebody asks', () => {
  expect(open().cardIsDeadly).toBe(false)
  open().remember(model, MACHINE, RUNG)
  open().rememberCard(true)
  expect(open().cardIsDeadly).toBe(true)
  expect(open('1.0.1').cardIsDeadly).toBe(false)
  expect(open('1.0.0', 'linux 6.9').cardIsDeadly).toBe(false)
  open().rememberCard(false)
  expect(open().cardIsDeadly).toBe(false)
  expect(open().ceiling(model, MACHINE)).toEqual(RUNG)
})

test('a file that is no such file is the same as none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.constantFrom('[]', '{"deadlyCard":1,"models":[]}')), (text) => {
      writeFileSync(at('model-rungs.json'), text)
      expect(open().ceiling(model, MACHINE)).toBeUndefined()
    }),
  )
  open().remember(model, MACHINE, RUNG)
  expect(open().ceiling(model, MACHINE)).toEqual(RUNG)
})

test('where it cannot be written, it is known until Kira is closed', () => {
  const rungs = openRungs({
    path: at('missing/model-rungs.json'),
    version: '1.0.0',
    system: 'linux 6.8',
    log: silentLog,
  })
  rungs.remember(model, MACHINE, RUNG)
  expect(rungs.ceiling(model, MACHINE)).toEqual(RUNG)
})

test('it does not grow for ever', () => {
  const rungs = open()
  for (let n = 0; n < 150; n++) rungs.remember(at(`${n}.gguf`), MACHINE, RUNG)
  expect(JSON.parse(readFileSync(at('model-rungs.json'), 'utf8')).models).toHaveLength(100)
  expect(open().ceiling(at('149.gguf'), MACHINE)).toEqual(RUNG)
})
