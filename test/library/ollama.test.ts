import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ollamaModels } from '../../electron/library/ollama.ts'
import { text } from '../llm/gguf-writer.ts'
import { createDisk } from './disk.ts'

const HASH = (letter: string) => letter.repeat(64)
const layer = (kind: string, hash: string) => ({
  mediaType: `application/vnd.ollama.image.${kind}`,
  digest: `sha256:${hash}`,
  size: 1,
})
const manifest = (...layers: unknown[]) => JSON.stringify({ schemaVersion: 2, layers })

const MODELS = 'home/.ollama/models'
const MANIFESTS = `${MODELS}/manifests/registry.ollama.ai`

test('models have the names that Ollama shows, and their projectors are told apart', async () => {
  using disk = createDisk()
  disk.model(`${MODELS}/blobs/sha256-${HASH('a')}`, { name: 'Llama' })
  disk.model(`${MODELS}/blobs/sha256-${HASH('b')}`, { name: 'Own' })
  disk.model(`${MODELS}/blobs/sha256-${HASH('c')}`, { name: 'Hub' })
  disk.model(`${MODELS}/blobs/sha256-${HASH('d')}`, { name: 'Eyes', metadata: { 'general.type': text('mmproj') } })
  disk.model(`${MODELS}/blobs/sha256-${HASH('e')}`, { name: 'Part of nothing' })
  disk.file(`${MANIFESTS}/library/llava/7b`, manifest(layer('model', HASH('a')), layer('projector', HASH('d'))))
  disk.file(`${MANIFESTS}/ada/own/latest`, manifest(layer('model', HASH('b')), layer('license', HASH('e'))))
  disk.file(`${MODELS}/manifests/hf.co/maker/model-GGUF/Q4_K_M`, manifest(layer('model', HASH('c'))))
  const { models } = await disk.openLibrary().list()
  const found = models.filter(({ source }) => source === 'ollama')
  expect(Object.fromEntries(found.map(({ facts }) => [facts.path, [facts.name, facts.kind]]))).toEqual({
    [join(disk.root, `${MODELS}/blobs/sha256-${HASH('a')}`)]: ['llava:7b', 'chat'],
    [join(disk.root, `${MODELS}/blobs/sha256-${HASH('b')}`)]: ['ada/own:latest', 'chat'],
    [join(disk.root, `${MODELS}/blobs/sha256-${HASH('c')}`)]: ['hf.co/maker/model-GGUF:Q4_K_M', 'chat'],
    [join(disk.root, `${MODELS}/blobs/sha256-${HASH('d')}`)]: ['llava:7b', 'vision'],
  })
})

test('a model under two tags is one', async () => {
  using disk = createDisk()
  disk.model(`${MODELS}/blobs/sha256-${HASH('a')}`)
  for (const tag of ['latest', '3b']) {
    disk.file(`${MANIFESTS}/library/llama3.2/${tag}`, manifest(layer('model', HASH('a'))))
  }
  const { models } = await disk.openLibrary().list()
  expect(models.filter(({ source }) => source === 'ollama')).toHaveLength(1)
})

test('broken manifests, and such that point elsewhere, are passed over', async () => {
  using disk = createDisk()
  disk.model(`${MODELS}/blobs/sha256-${HASH('a')}`)
  disk.model('home/secret.gguf')
  disk.file(`${MANIFESTS}/library/good/latest`, manifest(layer('model', HASH('a'))))
  disk.file(`${MANIFESTS}/library/empty/latest`, '')
  disk.file(`${MANIFESTS}/library/half/latest`, '{"layers": [{"mediaType"')
  disk.file(`${MANIFESTS}/library/other/latest`, '{"layers": "none"}')
  disk.file(`${MANIFESTS}/library/large/latest`, `${' '.repeat(2 * 1024 * 1024)}{}`)
  disk.file(`${MANIFESTS}/library/away/latest`, manifest(layer('model', '../../../secret.gguf')))
  disk.file(`${MANIFESTS}/library/pulling/latest`, manifest(layer('model', HASH('f'))))
  disk.file(`${MANIFESTS}/library/.DS_Store`, 'junk')
  disk.file(`${MANIFESTS}/library/too/deep/latest`, manifest(layer('model', HASH('a'))))
  const { models } = await disk.openLibrary().list()
  expect(models.filter(({ source }) => source === 'ollama').map(({ facts }) => facts.name)).toEqual(['good:latest'])
})

test('whatever a manifest says, nothing outside of the blobs is looked at', async () => {
  using disk = createDisk()
  const digest = fc.oneof(fc.string(), fc.constantFrom(`sha256:${HASH('a')}`, `sha256:../${HASH('a')}`, '/etc/passwd'))
  const mediaType = fc.constantFrom('application/vnd.ollama.image.model', 'application/vnd.ollama.image.projector')
  const said = fc.oneof(
    fc.json(),
    fc.array(fc.record({ mediaType, digest })).map((layers) => manifest(...layers)),
  )
  await fc.assert(
    fc.asyncProperty(said, async (content) => {
      disk.file(`${MANIFESTS}/library/any/latest`, content)
      for await (const { path } of ollamaModels(join(disk.root, MODELS))) {
        expect(dirname(path)).toBe(join(disk.root, MODELS, 'blobs'))
      }
    }),
    { numRuns: 100 },
  )
})
