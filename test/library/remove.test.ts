import { existsSync, linkSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeSplitModel, ZEPHYR_7B } from '../llm/shaped-model.ts'
import { createDisk } from './disk.ts'

const SMALL = { ...ZEPHYR_7B, blocks: 4, width: 256, heads: 4, kvHeads: 2, feedForward: 512, vocabulary: 320 }

test('a model of Kira’s own folder goes, and the windows are told', async () => {
  using disk = createDisk()
  const path = disk.model('data/models/own.gguf')
  await disk.openLibrary().remove(path)
  expect(existsSync(path)).toBe(false)
  expect(disk.events).toEqual([{ type: 'models-changed' }])
})

test('all parts of a model go together, and nothing else', async () => {
  using disk = createDisk()
  mkdirSync(disk.own, { recursive: true })
  const [first = ''] = writeSplitModel(disk.own, 'zephyr', 3, SMALL)
  writeSplitModel(disk.own, 'zephyr', 2, SMALL)
  disk.model('data/models/zephyr.gguf')
  await disk.openLibrary().remove(first)
  expect(readdirSync(disk.own).sort()).toEqual([
    'zephyr-00001-of-00002.gguf',
    'zephyr-00002-of-00002.gguf',
    'zephyr.gguf',
  ])
})

test('what others brought stays, whatever way is taken to it', async () => {
  using disk = createDisk()
  const library = disk.openLibrary()
  const others = disk.model('home/jan/models/jan.gguf')
  const link = disk.link('data/models/link.gguf', 'home/jan/models/jan.gguf')
  const away = join(disk.own, '..', '..', 'home/jan/models/jan.gguf')
  const half = disk.file('data/models/half.gguf.part', 'half')
  for (const path of [others, link, away, disk.starterPath, half]) {
    await expect(library.remove(path)).rejects.toMatchObject({ code: 'MODEL_NOT_OURS' })
  }
  expect([others, disk.starterPath, half].every(existsSync)).toBe(true)
  for (const path of [join(disk.own, 'gone.gguf'), disk.own]) {
    await expect(library.remove(path)).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' })
  }
  expect(disk.events).toEqual([])
})

test('the model that is used stays, though it was chosen by a second name or another spelling', async () => {
  using disk = createDisk()
  const path = disk.model('data/models/own.gguf')
  linkSync(path, disk.at('desktop/hard-link.gguf'))
  disk.link('desktop/models', 'data/models')
  for (const way of ['desktop/hard-link.gguf', 'desktop/models/own.gguf', 'data/models/../models//own.gguf']) {
    const chosen = { ...disk.choice, path: `${disk.root}/${way}`, starter: false }
    const removed = disk.openLibrary({ chosen: () => chosen }).remove(path)
    await expect(removed).rejects.toMatchObject({ code: 'MODEL_IN_USE' })
  }
  expect(existsSync(path)).toBe(true)
})

test('the model that is used stays, by whatever name and part it is called', async () => {
  using disk = createDisk()
  mkdirSync(disk.own, { recursive: true })
  const [first = '', second = ''] = writeSplitModel(disk.own, 'zephyr', 2, SMALL)
  const chosen = disk.link('desktop/my-model.gguf', 'data/models/zephyr-00001-of-00002.gguf')
  const library = disk.openLibrary({ chosen: () => ({ ...disk.choice, path: chosen, starter: false }) })
  for (const path of [first, second, chosen]) {
    await expect(library.remove(path)).rejects.toMatchObject({ code: 'MODEL_IN_USE' })
  }
  expect(readdirSync(disk.own)).toHaveLength(2)
})
