import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GgufInsights, getLlama, type Llama, LlamaLogLevel, readGgufFileInfo } from 'node-llama-cpp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { estimateMemory } from '../../../electron/llm/fit/estimate.ts'
import { readModelShape } from '../../../electron/llm/gguf/inspect.ts'
import { uint32 } from '../gguf-writer.ts'
import { type ModelForm, writeShapedModel, ZEPHYR_7B } from '../shaped-model.ts'
import { writeTinyModel } from '../tiny-model.ts'

const STARTER = join(import.meta.dirname, '../../../models/kira-starter.gguf')
let folder: string
let llama: Llama

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kira-estimate-'))
  llama = await getLlama({ build: 'never', skipDownload: true, gpu: false, logLevel: LlamaLogLevel.error })
})
afterAll(async () => {
  await llama.dispose()
  rmSync(folder, { recursive: true })
})

function shaped(form: ModelForm): string {
  const path = join(folder, 'shaped.gguf')
  writeShapedModel(path, form)
  return path
}

function tiny(): string {
  const path = join(folder, 'tiny.gguf')
  writeTinyModel(path)
  return path
}

const SMALL = { blocks: 8, width: 512, heads: 8, kvHeads: 2, feedForward: 1536, vocabulary: 8000 }

const QWEN3_4B: ModelForm = {
  architecture: 'qwen3',
  blocks: 36,
  width: 2560,
  heads: 32,
  kvHeads: 8,
  headLength: 128,
  feedForward: 9728,
  vocabulary: 151_936,
  ownOutput: false,
}
const GEMMA3_4B: ModelForm = {
  architecture: 'gemma3',
  blocks: 34,
  width: 2560,
  heads: 8,
  kvHeads: 4,
  headLength: 256,
  feedForward: 10_240,
  vocabulary: 262_144,
  trainContext: 131_072,
  ownOutput: false,
  metadata: { 'gemma3.attention.sliding_window': uint32(1024) },
}

test.each<[name: string, write: () => string, contexts: number[]]>([
  ['the starter', () => STARTER, [512]],
  ['a tiny model', tiny, [512, 1024]],
  ['a small model', () => shaped(SMALL), [2048, 8192]],
  [
    'a model that shares no keys',
    () => shaped({ ...SMALL, width: 2048, heads: 16, kvHeads: 16, feedForward: 5632 }),
    [4096],
  ],
  ['Zephyr 7B', () => shaped(ZEPHYR_7B), [2048, 8192]],
  ['Llama 3.1 8B', () => shaped({ ...ZEPHYR_7B, vocabulary: 128_256 }), [4096]],
  ['Qwen3 4B', () => shaped(QWEN3_4B), [4096]],
  ['Gemma 3 4B, which looks back through windows', () => shaped(GEMMA3_4B), [4096, 16_384]],
])('of %s on the processor, it is within an eighth of what llama.cpp sets aside', async (_, write, contexts) => {
  const path = write()
  const shape = readModelShape(path)
  const insights = await GgufInsights.from(await readGgufFileInfo(path), llama)
  const weights = await insights.estimateModelResourceRequirementsV2({ gpuLayers: 0 })
  for (const contextSize of contexts)
    for (const flashAttention of [true, false]) {
      // llama.cpp itself lays out the context, without taking the memory.
      const context = await insights.estimateContextResourceRequirementsV2({
        contextSize,
        flashAttention,
        modelGpuLayers: 0,
      })
      const { ram, vram } = estimateMemory(shape, { gpuLayers: 0, contextSize, flashAttention, kvType: 'f16' })
      expect(vram).toBe(0)
      expect(ram / (weights.cpuRam + context.cpuRam)).toBeGreaterThan(7 / 8)
      expect(ram / (weights.cpuRam + context.cpuRam)).toBeLessThan(9 / 8)
    }
})

test.each([5, 12, 20, 32, 33])(
  'with %i of 33 layers on the card, it is within a quarter of what node-llama-cpp estimates',
  async (gpuLayers) => {
    const path = shaped(ZEPHYR_7B)
    const insights = await GgufInsights.from(await readGgufFileInfo(path), llama)
    const as = { contextSize: 4096, flashAttention: true }
    const weights = insights.estimateModelResourceRequirements({ gpuLayers, useMmap: false })
    const context = insights.estimateContextResourceRequirements({ ...as, modelGpuLayers: gpuLayers })
    const { vram, ram } = estimateMemory(readModelShape(path), { ...as, gpuLayers, kvType: 'f16' })
    // It counts what the words' likelihoods take on both sides; we, where they are.
    const likelihoods = 32_000 * 512 * 4
    const nearly = (ours: number, theirs: number) => Math.abs(ours - theirs) <= Math.max(theirs / 4, likelihoods)
    expect(nearly(vram, weights.gpuVram + context.gpuVram)).toBe(true)
    expect(nearly(ram, weights.cpuRam + context.cpuRam)).toBe(true)
  },
)

test('each layer takes more of the card and leaves less in RAM; the embedding stays there', () => {
  const shape = readModelShape(shaped(ZEPHYR_7B))
  const at = (gpuLayers: number) =>
    estimateMemory(shape, { gpuLayers, contextSize: 4096, flashAttention: true, kvType: 'f16' })
  for (let layers = 1; layers < 32; layers++) {
    expect(at(layers + 1).vram).toBeGreaterThan(at(layers).vram)
    expect(at(layers + 1).ram).toBeLessThan(at(layers).ram)
  }
  expect(at(33).ram).toBeGreaterThan(shape.inputBytes)
})

test('windows, recurrent blocks and smaller keys and values take less', () => {
  const shape = readModelShape(shaped(SMALL))
  const ram = (model: typeof shape, kvType: 'f16' | 'q8_0' | 'q4_0' = 'f16') =>
    estimateMemory(model, { gpuLayers: 0, contextSize: 8192, flashAttention: true, kvType }).ram
  const kept = shape.kvBytes.reduce((sum, bytes) => sum + bytes, 0) * 8192
  expect(ram(shape) - ram(shape, 'q8_0')).toBeCloseTo((kept * 30) / 64, -1)
  expect(ram(shape) - ram(shape, 'q4_0')).toBeCloseTo((kept * 46) / 64, -1)
  // A window of 1,024 is kept with the tokens that are read at once: 1,792 of 8,192.
  const windowed = { ...shape, kvWindows: shape.kvBytes.map(() => 1024) }
  expect(ram(shape) - ram(windowed)).toBe(kept * (1 - 1792 / 8192))
  const recurrent = { ...shape, kvBytes: shape.kvBytes.map(() => 0), stateBytes: shape.kvBytes.map(() => 1000) }
  expect(ram(shape) - ram(recurrent)).toBe(kept - 8 * 1000)
})
