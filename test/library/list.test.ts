import { appendFileSync, chmodSync, linkSync, mkdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Library } from '../../electron/library/port.ts'
import { text, uint32 } from '../llm/gguf-writer.ts'
import { writeSplitModel, ZEPHYR_7B } from '../llm/shaped-model.ts'
import { createDisk } from './disk.ts'

const SMALL = { ...ZEPHYR_7B, blocks: 4, width: 256, heads: 4, kvHeads: 2, feedForward: 512, vocabulary: 320 }

/** What was found: by name where from, without the starter. */
async function sources(library: Library): Promise<Record<string, string>> {
  const { models } = await library.list()
  const others = models.filter(({ source }) => source !== 'starter')
  return Object.fromEntries(others.map(({ facts, source }) => [facts.name, source]))
}

test('a fresh computer has the starter, and a folder that is still to be made', async () => {
  using disk = createDisk()
  const { models, ...folder } = await disk.openLibrary().list()
  expect(models).toMatchObject([{ source: 'starter', problem: null, facts: { name: 'Kira starter', kind: 'chat' } }])
  expect(models[0]?.fit?.light).toBe('green')
  expect(folder).toEqual({ unsearched: [], folder: disk.own, usedBytes: 0, freeBytes: 10e9 })
})

test('models of every program are found where they are', async () => {
  using disk = createDisk()
  disk.model('data/models/own.gguf', { name: 'Own' })
  disk.model('app/models/brought.gguf', { name: 'Beside the starter' })
  disk.model('home/.lmstudio/models/maker/repo/a.gguf', { name: 'From LM Studio' })
  disk.model('home/.cache/lm-studio/models/maker/repo/b.GGUF', { name: 'From an old LM Studio' })
  disk.model('home/.local/share/Jan/data/llamacpp/models/some-model/model.gguf', { name: 'From Jan' })
  disk.model('home/.local/share/nomic.ai/GPT4All/c.gguf', { name: 'From GPT4All' })
  disk.model('mnt/disk/deep/er/d.gguf', { name: 'From a folder' })
  disk.model('desktop/e.gguf', { name: 'Dragged here' })
  const chosen = { ...disk.choice, path: join(disk.root, 'desktop/e.gguf'), starter: false }
  const library = disk.openLibrary({
    folders: () => [join(disk.root, 'mnt/disk'), join(disk.root, 'not there')],
    chosen: () => chosen,
  })
  expect(await sources(library)).toEqual({
    Own: 'kira',
    'Beside the starter': 'folder',
    'From LM Studio': 'lm-studio',
    'From an old LM Studio': 'lm-studio',
    'From Jan': 'jan',
    'From GPT4All': 'gpt4all',
    'From a folder': 'folder',
    'Dragged here': 'folder',
  })
  const { usedBytes } = await library.list()
  expect(usedBytes).toBe(statSync(join(disk.own, 'own.gguf')).size)
})

test('the Hugging Face cache, whose snapshots are links to blobs, has each model once', async () => {
  using disk = createDisk()
  const repo = 'home/.cache/huggingface/hub/models--maker--model-GGUF'
  disk.model(`${repo}/blobs/3605803b982cb64a`, { name: 'Cached' })
  disk.link(`${repo}/snapshots/0102285a/model-Q4_K_M.gguf`, `${repo}/blobs/3605803b982cb64a`)
  disk.link(`${repo}/snapshots/530227a7/model-Q4_K_M.gguf`, `${repo}/blobs/3605803b982cb64a`)
  disk.link(`${repo}/snapshots/530227a7/gone.gguf`, `${repo}/blobs/not-there`)
  const { models } = await disk.openLibrary().list()
  const cached = models.filter(({ source }) => source === 'hugging-face')
  expect(cached).toHaveLength(1)
  expect(cached[0]?.facts).toMatchObject({ name: 'Cached', file: 'model-Q4_K_M.gguf' })
})

test('a second name, a link or a second way to a file is no second model', async () => {
  using disk = createDisk()
  const path = disk.model('data/models/one.gguf', { name: 'One' })
  linkSync(path, join(disk.own, 'hard-link.gguf'))
  disk.link('home/jan/models/linked.gguf', 'data/models/one.gguf')
  disk.link('mnt/link-to-all', 'data/models')
  const { models } = await disk.openLibrary({ folders: () => [disk.own, join(disk.root, 'mnt')] }).list()
  expect(models.map(({ facts, source }) => [facts.name, source])).toEqual([
    ['Kira starter', 'starter'],
    ['One', 'kira'],
  ])
})

test('the model in use is known by every name that it was chosen by', async () => {
  using disk = createDisk()
  const own = disk.model('data/models/own.gguf', { name: 'Own' })
  disk.model('data/models/other.gguf', { name: 'Other' })
  const [, second = ''] = writeSplitModel(disk.own, 'zephyr', 2, SMALL)
  linkSync(own, disk.at('desktop/hard-link.gguf'))
  const ways: [chosen: string, name: string][] = [
    [disk.starterPath, 'Kira starter'],
    [own, 'Own'],
    [disk.link('desktop/link.gguf', 'data/models/own.gguf'), 'Own'],
    [join(disk.root, 'desktop/hard-link.gguf'), 'Own'],
    [join(disk.link('desktop/models', 'data/models'), 'own.gguf'), 'Own'],
    [`${disk.root}/data/models/../models//own.gguf`, 'Own'],
    [second, 'Zephyr 7B Beta'],
    [disk.link('desktop/part.gguf', 'data/models/zephyr-00002-of-00002.gguf'), 'Zephyr 7B Beta'],
  ]
  for (const [path, name] of ways) {
    const library = disk.openLibrary({ chosen: () => ({ ...disk.choice, path, starter: false }) })
    const { models } = await library.list()
    const used = models.filter(({ usedAs }) => usedAs !== null)
    expect(used.map(({ facts, usedAs }) => [facts.name, usedAs])).toEqual([[name, path]])
    expect((await library.inspect(own)).model.usedAs).toBe(name === 'Own' ? path : null)
  }
  const gone = disk.openLibrary({
    chosen: () => ({ ...disk.choice, path: join(disk.root, 'gone.gguf'), starter: false }),
  })
  expect((await gone.list()).models.every(({ usedAs }) => usedAs === null)).toBe(true)
})

test('folders that lead round in circles, and folders that may not be read, end the search of nothing else', async () => {
  using disk = createDisk()
  disk.model('mnt/a/b/deep.gguf', { name: 'Deep' })
  disk.link('mnt/a/b/round', 'mnt')
  disk.link('mnt/a/itself', 'mnt/a/itself')
  disk.model('mnt/closed/secret.gguf', { name: 'Secret' })
  mkdirSync(join(disk.root, 'mnt/looks-like-one.gguf'))
  chmodSync(join(disk.root, 'mnt/closed'), 0)
  const found = await sources(disk.openLibrary({ folders: () => [join(disk.root, 'mnt')] }))
  chmodSync(join(disk.root, 'mnt/closed'), 0o700)
  // Nothing is closed to root, nor by chmod on Windows.
  const everythingIsOpen = process.platform === 'win32' || process.getuid?.() === 0
  expect(found).toEqual({ Deep: 'folder', ...(everythingIsOpen ? { Secret: 'folder' } : {}) })
})

test('a folder that can’t be searched is named with the reason, and is no trouble to the others', async () => {
  using disk = createDisk()
  disk.model('mnt/usb/a.gguf', { name: 'On a stick' })
  disk.file('mnt/file', 'no folder')
  // Nothing is closed to root, nor by chmod on Windows; a link to itself is closed to everybody.
  const round = disk.link('mnt/round', 'mnt/round')
  mkdirSync(join(disk.root, 'mnt/empty'))
  const at = (name: string) => join(disk.root, 'mnt', name)
  const folders = [at('gone'), at('usb'), at('empty'), at('file'), 'models', round]
  const library = disk.openLibrary({ folders: () => folders })
  const { models, unsearched } = await library.list()
  expect(models.map(({ facts }) => facts.name)).toContain('On a stick')
  expect(unsearched).toEqual([
    { path: at('gone'), why: 'not-found' },
    { path: at('file'), why: 'not-found' },
    { path: 'models', why: 'not-found' },
    { path: round, why: 'unreadable' },
  ])

  rmSync(at('usb'), { recursive: true })
  mkdirSync(at('gone'))
  expect((await library.list()).unsearched.map(({ path }) => path)).toEqual([at('usb'), at('file'), 'models', round])
})

test('what lies too deep is left alone', async () => {
  using disk = createDisk()
  disk.model(`mnt/${'deeper/'.repeat(8)}eight.gguf`, { name: 'Eight' })
  disk.model(`mnt/${'deeper/'.repeat(9)}nine.gguf`, { name: 'Nine' })
  expect(await sources(disk.openLibrary({ folders: () => [join(disk.root, 'mnt')] }))).toEqual({ Eight: 'folder' })
})

test('a model in several files is one model, and says which part is missing', async () => {
  using disk = createDisk()
  mkdirSync(disk.own, { recursive: true })
  const parts = writeSplitModel(disk.own, 'zephyr', 3, SMALL)
  const library = disk.openLibrary()
  const bytes = parts.reduce((sum, path) => sum + statSync(path).size, 0)
  const whole = (await library.list()).models.filter(({ source }) => source === 'kira')
  expect(whole).toMatchObject([
    { problem: null, facts: { name: 'Zephyr 7B Beta', parts: 3, sizeBytes: bytes, path: parts[0] } },
  ])
  expect(whole[0]?.fit).not.toBeNull()

  rmSync(parts[1] ?? '')
  const cut = (await library.list()).models.filter(({ source }) => source === 'kira')
  expect(cut).toMatchObject([
    {
      fit: null,
      problem: { code: 'MODEL_PART_MISSING', data: { part: 'zephyr-00002-of-00003.gguf' } },
      facts: { kind: 'unknown', parts: 3, file: 'zephyr-00001-of-00003.gguf' },
    },
  ])

  rmSync(parts[0] ?? '')
  const headless = (await library.list()).models.filter(({ source }) => source === 'kira')
  expect(headless).toMatchObject([{ problem: { code: 'MODEL_PART_MISSING' }, facts: { path: parts[2] } }])
})

test('files that cannot talk are told for what they are, and get no fit', async () => {
  using disk = createDisk()
  disk.model('data/models/embed.gguf', {
    name: 'Embedding',
    metadata: { 'llama.pooling_type': uint32(1) },
  })
  disk.model('data/models/lora.gguf', { name: 'LoRA', metadata: { 'general.type': text('adapter') } })
  disk.model('data/models/mmproj.gguf', { name: 'Eyes', metadata: { 'general.type': text('mmproj') } })
  const { models } = await disk.openLibrary().list()
  const kinds = Object.fromEntries(models.map(({ facts, fit }) => [facts.name, [facts.kind, fit === null]]))
  expect(kinds).toEqual({
    'Kira starter': ['chat', false],
    Embedding: ['embedding', true],
    LoRA: ['adapter', true],
    Eyes: ['vision', true],
  })
})

test('a file that is no model, or only half of one, is listed with its problem', async () => {
  using disk = createDisk()
  disk.file('data/models/diary.gguf', 'Dear diary,\n'.repeat(100))
  truncateSync(disk.model('data/models/half.gguf'), 5000)
  const { models } = await disk.openLibrary().list()
  const problems = Object.fromEntries(models.map(({ facts, problem }) => [facts.name, problem?.code]))
  expect(problems).toMatchObject({ 'diary.gguf': 'MODEL_NOT_GGUF', 'half.gguf': 'MODEL_TRUNCATED' })
})

test('a model that has changed is read again, one that has gone is forgotten', async () => {
  using disk = createDisk()
  const library = disk.openLibrary()
  disk.model('data/models/a.gguf', { name: 'Before' })
  expect(await sources(library)).toEqual({ Before: 'kira' })
  expect(await sources(library)).toEqual({ Before: 'kira' })
  disk.model('data/models/a.gguf', { name: 'Now, with a longer name' })
  expect(await sources(library)).toEqual({ 'Now, with a longer name': 'kira' })
  appendFileSync(join(disk.own, 'a.gguf'), 'more')
  expect(await sources(library)).toEqual({ 'Now, with a longer name': 'kira' })
  rmSync(join(disk.own, 'a.gguf'))
  expect(await sources(library)).toEqual({})
})

test('who asks while the disk is being searched hears of what came meanwhile', async () => {
  using disk = createDisk()
  const library = disk.openLibrary()
  const first = library.list()
  disk.model('data/models/a.gguf', { name: 'Just came' })
  const [second, third] = [library.list(), library.list()]
  await first
  expect((await second).models.map(({ facts }) => facts.name)).toContain('Just came')
  expect(await third).toBe(await second)
})

test('before anybody has looked at the machine, no model has a fit', async () => {
  using disk = createDisk()
  const { models } = await disk.openLibrary({ machine: () => null }).list()
  expect(models.map(({ fit }) => fit)).toEqual([null])
})

test('many models hold nobody up for long', async () => {
  using disk = createDisk()
  for (let i = 0; i < 300; i++) disk.model(`mnt/${i % 10}/${i}.gguf`, { name: `Model ${i}` })
  let turns = 0
  const ticking = setInterval(() => turns++, 1)
  const { models } = await disk.openLibrary({ folders: () => [join(disk.root, 'mnt')] }).list()
  clearInterval(ticking)
  expect(models).toHaveLength(301)
  expect(turns).toBeGreaterThan(10)
})
