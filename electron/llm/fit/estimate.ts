import type { KvType, Plan } from '../../contract/index.ts'
import type { ModelShape } from '../gguf/model-shape.ts'

export type LoadedAs = Pick<Plan, 'gpuLayers' | 'contextSize' | 'kvType' | 'flashAttention'>

/** In bytes. */
export interface Memory {
  readonly vram: number
  readonly ram: number
}

/** Tokens that are read at once (node-llama-cpp's batch). */
const BATCH = 512
/** Contexts come in steps of so many tokens (llama.cpp pads them). */
export const CONTEXT_STEP = 256
/** What keys and values shrink to, beside 16 bits: bytes of a block of 32 (`type_traits` in ggml.c). */
const KV_PART: Record<KvType, number> = { f16: 1, q8_0: 34 / 64, q4_0: 18 / 64 }
/** Bytes of a number while it is calculated with, and of one in the mask that says which tokens see which. */
const [FLOAT, HALF] = [4, 2]

/**
 * The memory that a model takes: weights, what it keeps of the talk, and what it needs to calculate. llama.cpp puts the
 * output layer on the graphics card first, then blocks from the last one on; the vocabulary's embedding stays in RAM.
 */
export function estimateMemory(model: ModelShape, as: LoadedAs): Memory {
  const blocks = model.blockBytes.length
  const onGpu = Math.min(Math.max(0, as.gpuLayers - 1), blocks)
  const first = blocks - onGpu
  const all = part(model, as, 0, blocks)
  const gpu = part(model, as, first, blocks)
  if (as.gpuLayers === 0) {
    // Where the output layer is the embedding again, they are one and the same in RAM.
    const weights = Math.min(model.facts.sizeBytes, all.weights + model.inputBytes + model.outputBytes)
    return { vram: 0, ram: whole(weights + all.kept + computeBytes(model, as, true)) }
  }
  // Of blocks in RAM, one matrix after the other visits the card while a prompt is read: a third of a block at most.
  const visiting = first === 0 ? 0 : Math.max(...model.blockBytes) / 3
  return {
    vram: whole(gpu.weights + model.outputBytes + gpu.kept + visiting + computeBytes(model, as, true)),
    ram: whole(
      all.weights -
        gpu.weights +
        model.inputBytes +
        (all.kept - gpu.kept) +
        (first === 0 ? embeddedBytes(model, as) : computeBytes(model, as, false)),
    ),
  }
}

/** Weights of some blocks, and what they keep of the talk. */
function part(model: ModelShape, { contextSize, kvType }: LoadedAs, from: number, to: number) {
  let [weights, kept] = [0, 0]
  for (let block = from; block < to; block++) {
    const window = model.kvWindows?.[block] ?? null
    const tokens = window === null ? padded(contextSize) : Math.min(padded(contextSize), padded(window + BATCH + 1))
    weights += model.blockBytes[block] ?? 0
    kept += (model.kvBytes[block] ?? 0) * KV_PART[kvType] * tokens + (model.stateBytes?.[block] ?? 0)
  }
  return { weights, kept }
}

/**
 * What llama.cpp sets aside to calculate with: as much as the largest of three steps needs, since they share it. The
 * counts of buffers in each are from llama.cpp's own reservations, for models of seven shapes.
 */
function computeBytes(model: ModelShape, as: LoadedAs, withOutput: boolean): number {
  const tokens = Math.min(BATCH, as.contextSize)
  const width = model.embeddingLength
  const values = (count: number) => FLOAT * tokens * count
  const mask = tokens * padded(as.contextSize) * (as.flashAttention ? HALF : FLOAT)
  const output = withOutput ? values(model.vocabulary + 2 * width) : 0
  const feedForward = values(3 * (model.feedForward ?? 3.5 * width) + 4 * width) + mask
  if (as.flashAttention) return Math.max(output, feedForward)
  const heads = model.heads ?? width / 128
  const keysAndValues = Math.max(0, ...model.kvBytes) / HALF
  const scores = values(heads * padded(as.contextSize))
  return Math.max(output, feedForward, scores + values(5 * width + keysAndValues) + mask)
}

/** Where the card does all else, the processor looks up the words and passes them on. */
function embeddedBytes(model: ModelShape, { contextSize }: LoadedAs): number {
  const tokens = Math.min(BATCH, contextSize)
  return tokens * (FLOAT * model.embeddingLength + FLOAT * contextSize)
}

function padded(tokens: number): number {
  return Math.ceil(tokens / CONTEXT_STEP) * CONTEXT_STEP
}

/** A file may claim any size. */
function whole(bytes: number): number {
  return Math.min(Math.ceil(bytes), Number.MAX_SAFE_INTEGER)
}
