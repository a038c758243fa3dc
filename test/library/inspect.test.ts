import { join } from 'node:path'
import { expect, test } from 'vitest'
import { text, uint32 } from '../llm/gguf-writer.ts'
import { createDisk } from './disk.ts'

test('a file shows its facts, its metadata and how it would run with each profile', async () => {
  using disk = createDisk()
  const path = disk.model('desktop/tiny.gguf', {
    name: 'Tiny one',
    template: `{{ messages }}${' '.repeat(2000)}`,
    metadata: { 'general.license': text('mit') },
  })
  const { model, metadata, profiles } = await disk.openLibrary().inspect(path)
  expect(model).toMatchObject({
    source: 'folder',
    problem: null,
    facts: { path, file: 'tiny.gguf', name: 'Tiny one', arch: 'llama', kind: 'chat', layers: 1, licence: 'mit' },
  })
  expect(model.fit?.plan.gpuLayers).toBe(0)
  expect(Object.keys(profiles ?? {}).sort()).toEqual(['balanced', 'cpu_fallback', 'performance'])

  const lines = Object.fromEntries(metadata.map(({ key, value }) => [key, value]))
  expect(lines).toMatchObject({
    'general.name': 'Tiny one',
    'llama.context_length': '1024',
    'tokenizer.ggml.add_bos_token': 'false',
  })
  expect(lines['tokenizer.chat_template']).toHaveLength(501)
  expect(lines['tokenizer.chat_template']).toMatch(/…$/)
  expect(lines).not.toHaveProperty('tokenizer.ggml.tokens')
})

test('where a file lies says where it is from, and what it is called there', async () => {
  using disk = createDisk()
  const library = disk.openLibrary()
  const own = disk.model('data/models/own.gguf')
  expect((await library.inspect(own)).model.source).toBe('kira')
  expect((await library.inspect(disk.starterPath)).model.source).toBe('starter')

  const hash = 'a'.repeat(64)
  const blob = disk.model(`home/.ollama/models/blobs/sha256-${hash}`, { name: 'Llama' })
  const layers = [{ mediaType: 'application/vnd.ollama.image.model', digest: `sha256:${hash}` }]
  disk.file('home/.ollama/models/manifests/registry.ollama.ai/library/llama3.2/3b', JSON.stringify({ layers }))
  const { model } = await library.inspect(blob)
  expect([model.source, model.facts.name]).toEqual(['ollama', 'llama3.2:3b'])
})

test('what cannot talk has no profiles', async () => {
  using disk = createDisk()
  const path = disk.model('desktop/embed.gguf', { metadata: { 'llama.pooling_type': uint32(1) } })
  const { model, profiles } = await disk.openLibrary().inspect(path)
  expect([model.facts.kind, model.fit, profiles]).toEqual(['embedding', null, null])
})

test('what is no model is refused with the reason', async () => {
  using disk = createDisk()
  const library = disk.openLibrary()
  await expect(library.inspect(join(disk.root, 'nowhere.gguf'))).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' })
  await expect(library.inspect('models/kira-starter.gguf')).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' })
  await expect(library.inspect(disk.root)).rejects.toMatchObject({ code: 'MODEL_NOT_GGUF' })
  const diary = disk.file('desktop/diary.gguf', 'Dear diary, today I met a small robot.')
  await expect(library.inspect(diary)).rejects.toMatchObject({ code: 'MODEL_NOT_GGUF', data: { path: diary } })
})
