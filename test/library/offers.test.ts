import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readOffers, shapeOfOffer } from '../../electron/library/offers.ts'
import { readModelShape } from '../../electron/llm/gguf/inspect.ts'
import { writeShapedModel } from '../llm/shaped-model.ts'
import { createDisk } from './disk.ts'

const OFFERS = readOffers(join(import.meta.dirname, '../../data/models.json'))
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

test('what Kira recommends is told apart, from 1 to 14 billion parameters, smallest first', () => {
  expect(OFFERS.length).toBeGreaterThanOrEqual(6)
  for (const of of ['id', 'name', 'file', 'sha256'] as const) {
    expect(new Set(OFFERS.map((offer) => offer[of])).size).toBe(OFFERS.length)
  }
  const sizes = OFFERS.map(({ sizeBytes }) => sizeBytes)
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b))
  const billions = OFFERS.map(({ params }) => Math.round(params / 1e9))
  expect([Math.min(...billions), Math.max(...billions)]).toEqual([1, 15])
})

test.each(OFFERS)('$name has mirrors of the same file, and a size that its quantization makes', (offer) => {
  expect(new Set(offer.urls.map((url) => new URL(url).host)).size).toBeGreaterThanOrEqual(2)
  for (const url of offer.urls) expect(url.endsWith(`/${offer.file}`)).toBe(true)
  // Q4_K_M is about five bits a weight, and Gemma's large vocabulary takes more.
  const bits = (8 * offer.sizeBytes) / offer.params
  expect(bits).toBeGreaterThan(4.7)
  expect(bits).toBeLessThan(6.6)
})

test.each(OFFERS)('the shape of $name adds up to its file', (offer) => {
  const { blockBytes, inputBytes, outputBytes } = shapeOfOffer(offer)
  const shared = offer.shape.sharedEmbedding ? inputBytes : 0
  expect(Math.abs(sum(blockBytes) + inputBytes + outputBytes - shared - offer.sizeBytes)).toBeLessThan(1000)
  expect(blockBytes[0]).toBeGreaterThan(1e6)
})

test('what is estimated before the download is what the file says then', () => {
  using disk = createDisk()
  const offer = OFFERS.find(({ id }) => id === 'qwen3-8b')
  if (offer === undefined) throw new Error('Qwen3 8B is not there')
  const { blocks, heads, kvHeads, headSize, vocabulary, embeddingLength } = offer.shape
  const path = disk.at('qwen3-8b.gguf')
  const q4k = 12
  writeShapedModel(path, {
    ...{ architecture: 'qwen3', blocks, heads, kvHeads, headLength: headSize, vocabulary, width: embeddingLength },
    ...{ feedForward: 12_288, weightType: q4k, trainContext: offer.shape.context },
  })
  const before = shapeOfOffer(offer)
  const then = readModelShape(path)
  expect(before.kvBytes).toEqual(then.kvBytes)
  expect(before.kvWindows).toEqual(then.kvWindows)
  expect(before.inputBytes).toBe(then.inputBytes)
  expect(before.facts).toMatchObject({ arch: then.facts.arch, layers: then.facts.layers })
  expect(before.facts.trainContext).toBe(then.facts.trainContext)
  expect(Math.abs(offer.params / then.facts.params - 1)).toBeLessThan(0.01)
  // Q4_K_M keeps some weights of each block in Q6_K.
  const ratio = sum(before.blockBytes) / sum(then.blockBytes)
  expect(ratio).toBeGreaterThan(1)
  expect(ratio).toBeLessThan(1.15)
})

test('an offer tells how it would run here, and where it lies once it is whole', async () => {
  using disk = createDisk()
  const library = disk.openLibrary({ offers: OFFERS })
  const [smallest, ...larger] = await library.offered()
  expect(smallest).toMatchObject({ id: 'gemma-3-1b', host: 'huggingface.co', path: null, fit: { light: 'green' } })
  expect(larger.every(({ path, fit }) => path === null && fit !== null)).toBe(true)

  const [offer] = OFFERS
  const path = disk.file(`data/models/${offer?.file}`, '')
  truncateSync(path, (offer?.sizeBytes ?? 0) - 1)
  expect((await library.offered())[0]?.path).toBeNull()
  truncateSync(path, offer?.sizeBytes)
  expect((await library.offered())[0]).toMatchObject({ path, usedAs: null })

  const link = disk.link('desktop/link.gguf', `data/models/${offer?.file}`)
  const linked = disk.openLibrary({ offers: OFFERS, chosen: () => ({ ...disk.choice, path: link, starter: false }) })
  expect((await linked.offered())[0]).toMatchObject({ path, usedAs: link })
})

test('before anybody has looked at the machine, no offer has a fit', async () => {
  using disk = createDisk()
  const offered = await disk.openLibrary({ offers: OFFERS, machine: () => null }).offered()
  expect(offered.every(({ fit }) => fit === null)).toBe(true)
})
