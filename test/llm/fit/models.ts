import type { Machine } from '../../../electron/contract/index.ts'
import type { PlanQuestion } from '../../../electron/llm/fit/choose-plan.ts'
import type { ModelShape } from '../../../electron/llm/gguf/model-shape.ts'
import type { ModelWish } from '../../../electron/llm/port.ts'

/** Shapes of models that people use, from their cards, and machines they have. */

export const MIB = 1024 ** 2
export const GIB = 1024 ** 3

interface Form {
  /** Billions. */
  readonly params: number
  /** GB, as the file measures. */
  readonly size: number
  readonly blocks: number
  readonly width: number
  readonly heads: number
  readonly kvHeads: number
  readonly headLength: number
  readonly feedForward: number
  readonly vocabulary: number
  readonly trainContext: number
  readonly sharedOutput?: boolean
  readonly window?: number
}

function model(name: string, form: Form): ModelShape {
  const { blocks, vocabulary, width, window } = form
  const sizeBytes = form.size * 1e9
  const ends = vocabulary * width * 0.75
  const inBlocks = sizeBytes - ends * (form.sharedOutput ? 1 : 2)
  return {
    facts: {
      path: `/models/${name}.gguf`,
      file: `${name}.gguf`,
      name,
      kind: 'chat',
      arch: 'llama',
      params: form.params * 1e9,
      quantization: 'Q4_K_M',
      layers: blocks,
      trainContext: form.trainContext,
      template: 'ChatML',
      licence: null,
      sizeBytes,
      parts: 1,
    },
    blockBytes: Array(blocks).fill(inBlocks / blocks),
    kvBytes: Array(blocks).fill(form.kvHeads * form.headLength * 4),
    kvWindows: Array.from({ length: blocks }, (_, block) => (window !== undefined && block % 6 !== 5 ? window : null)),
    outputBytes: ends,
    inputBytes: ends,
    embeddingLength: width,
    vocabulary,
    heads: form.heads,
    feedForward: form.feedForward,
  }
}

const llama = { headLength: 128, kvHeads: 8, trainContext: 131_072, vocabulary: 128_256 }
const qwen3 = { headLength: 128, kvHeads: 8, trainContext: 40_960, vocabulary: 151_936 }

export const MODELS = {
  starter: model('kira-starter', {
    params: 0.006,
    size: 0.0063,
    blocks: 6,
    width: 256,
    heads: 4,
    kvHeads: 4,
    headLength: 64,
    feedForward: 704,
    vocabulary: 4096,
    trainContext: 512,
    sharedOutput: true,
  }),
  'SmolLM2 135M': model('smollm2-135m', {
    params: 0.135,
    size: 0.145,
    blocks: 30,
    width: 576,
    heads: 9,
    kvHeads: 3,
    headLength: 64,
    feedForward: 1536,
    vocabulary: 49_152,
    trainContext: 8192,
    sharedOutput: true,
  }),
  'Llama 3.2 1B': model('llama-3.2-1b', {
    ...llama,
    params: 1.24,
    size: 0.81,
    blocks: 16,
    width: 2048,
    heads: 32,
    headLength: 64,
    feedForward: 8192,
    sharedOutput: true,
  }),
  'Gemma 3 4B': model('gemma-3-4b', {
    params: 3.88,
    size: 2.49,
    blocks: 34,
    width: 2560,
    heads: 8,
    kvHeads: 4,
    headLength: 256,
    feedForward: 10_240,
    vocabulary: 262_144,
    trainContext: 131_072,
    sharedOutput: true,
    window: 1024,
  }),
  'Qwen3 4B': model('qwen3-4b', {
    ...qwen3,
    params: 4.02,
    size: 2.5,
    blocks: 36,
    width: 2560,
    heads: 32,
    feedForward: 9728,
    sharedOutput: true,
  }),
  'Zephyr 7B Q5': model('zephyr-7b-beta.Q5_K_M', {
    params: 7.24,
    size: 5.13,
    blocks: 32,
    width: 4096,
    heads: 32,
    kvHeads: 8,
    headLength: 128,
    feedForward: 14_336,
    vocabulary: 32_000,
    trainContext: 32_768,
  }),
  'Llama 3.1 8B': model('llama-3.1-8b', {
    ...llama,
    params: 8.03,
    size: 4.92,
    blocks: 32,
    width: 4096,
    heads: 32,
    feedForward: 14_336,
  }),
  'Qwen3 14B': model('qwen3-14b', {
    ...qwen3,
    params: 14.8,
    size: 9.0,
    blocks: 40,
    width: 5120,
    heads: 40,
    feedForward: 17_408,
  }),
  'Qwen3 32B': model('qwen3-32b', {
    ...qwen3,
    params: 32.8,
    size: 19.8,
    blocks: 64,
    width: 5120,
    heads: 64,
    feedForward: 25_600,
  }),
  'Llama 3.3 70B': model('llama-3.3-70b', {
    ...llama,
    params: 70.6,
    size: 42.5,
    blocks: 80,
    width: 8192,
    heads: 64,
    feedForward: 28_672,
  }),
}
export type ModelName = keyof typeof MODELS

/** RAM in GiB, all and free. */
function machine(ramTotal: number, ramFree: number, cores: number, gpu: Machine['gpu'] = null): Machine {
  return { gpu, ramTotal: ramTotal * GIB, ramFree: ramFree * GIB, cores }
}

/** Graphics memory in MiB, all and free. */
function card(name: string, vramTotal: number, vramFree: number, more: Partial<NonNullable<Machine['gpu']>> = {}) {
  const driver = { backend: 'cuda' as const, unified: false, driver: '550.54.14' }
  return { ...driver, names: [name], vramTotal: vramTotal * MIB, vramFree: vramFree * MIB, ...more }
}

const vulkan = { backend: 'vulkan' as const, driver: '6.8.0' }
const apple = { backend: 'metal' as const, unified: true, driver: '24.1.0' }
const builtIn = { ...vulkan, unified: true }

export const MACHINES = {
  'no GPU, 4 GB': machine(4, 2.2, 2),
  'no GPU, 8 GB': machine(8, 5.5, 4),
  'no GPU, 16 GB': machine(16, 12, 6),
  'no GPU, 64 GB': machine(64, 56, 32),
  'GTX 1050 2 GB': machine(8, 5, 4, card('NVIDIA GeForce GTX 1050', 2048, 1700)),
  'GTX 1650 4 GB': machine(16, 11, 4, card('NVIDIA GeForce GTX 1650', 4096, 3500)),
  'RTX 4050 6 GB': machine(16, 11, 10, card('NVIDIA GeForce RTX 4050 Laptop GPU', 6141, 5427)),
  'RTX 4050, a game on it': machine(16, 8, 10, card('NVIDIA GeForce RTX 4050 Laptop GPU', 6141, 600)),
  'RTX 4050, half used': machine(16, 11, 10, card('NVIDIA GeForce RTX 4050 Laptop GPU', 6141, 3000)),
  'RTX 3060 12 GB': machine(32, 24, 8, card('NVIDIA GeForce RTX 3060', 12_288, 11_300)),
  'RTX 4070 8 GB': machine(16, 11, 8, card('NVIDIA GeForce RTX 4070 Laptop GPU', 8188, 7400)),
  'RTX 4090 24 GB': machine(64, 52, 16, card('NVIDIA GeForce RTX 4090', 24_564, 23_000)),
  'RX 6600 8 GB': machine(16, 11, 6, card('AMD Radeon RX 6600', 8176, 7300, vulkan)),
  'RX 7900 XTX 24 GB': machine(32, 24, 12, card('AMD Radeon RX 7900 XTX', 24_560, 23_200, vulkan)),
  'Intel Iris Xe, 16 GB': machine(16, 10, 4, card('Intel(R) Iris(R) Xe Graphics', 7900, 7500, builtIn)),
  'Apple M1, 8 GB': machine(8, 4.5, 4, card('Apple M1', 5461, 5400, apple)),
  'Apple M3 Max, 64 GB': machine(64, 50, 12, card('Apple M3 Max', 49_152, 49_000, apple)),
}
export type MachineName = keyof typeof MACHINES

const WISH: ModelWish = {
  profile: 'auto',
  gpuLayers: 0,
  contextSize: null,
  threads: null,
  flashAttention: 'auto',
  kvType: 'f16',
  template: 'auto',
}

/** The question how a model runs on a machine, where nobody set anything. */
export function asking(on: Machine, of: ModelShape, wish: Partial<ModelWish> = {}): PlanQuestion {
  return { machine: on, model: of, wish: { ...WISH, ...wish }, starter: of === MODELS.starter, avatarBytes: 512 * MIB }
}
