import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { ModelShape } from '../llm/gguf/model-shape.ts'

const count = z.number().int().positive()

/** A recommended model, as `data/models.json` has it (see `data/models.md`). */
const offerSchema = z.object({
  id: z.string().regex(/^[a-z0-9.-]+$/),
  name: z.string(),
  params: count,
  quantization: z.string(),
  /** What it is called in Kira's own folder: never a path. */
  file: z.string().regex(/^[\w.-]+\.gguf$/),
  /** The same file everywhere, the first one first. */
  urls: z.array(z.url({ protocol: /^https$/ })).min(1),
  sizeBytes: count,
  /** Whether `sizeBytes` is the size itself, not one rounded to what a page tells. */
  sizeIsExact: z.boolean(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  licence: z.string(),
  licenceUrl: z.url(),
  goodFor: z.object({ en: z.string(), fr: z.string() }),
  /** What a fit estimate needs, before there is a file to read. */
  shape: z.object({
    arch: z.string(),
    blocks: count,
    kvHeads: count,
    /** Values of a key, or of a value, in each head. */
    headSize: count,
    /** In tokens. */
    context: count,
    vocabulary: count,
    embeddingLength: count,
    /** Attention heads. */
    heads: count,
    /** Where most blocks look back over so many tokens only: those that don't are every so many. */
    slidingWindow: z.object({ tokens: count, fullEvery: count }).nullable(),
    /** Whether the output layer is the embedding of the vocabulary again. */
    sharedEmbedding: z.boolean(),
  }),
})
export type OfferedFile = z.infer<typeof offerSchema>

/** Reads what Kira recommends; the file ships with her, so a wrong one is a fault of ours and throws. */
export function readOffers(path: string): OfferedFile[] {
  const offers = z.array(offerSchema).parse(JSON.parse(readFileSync(path, 'utf8')))
  return offers.sort((a, b) => a.sizeBytes - b.sizeBytes)
}

/** Bytes of a weight in what `Q4_K_M` makes of most weights, and of the output layer (`type_traits` in ggml.c). */
const Q4_K = 144 / 256
const Q6_K = 210 / 256
/** Keys and values, at 16 bits. */
const KV_BYTES = 2 * 2

/**
 * The shape of a model that isn't here yet: its blocks are taken to be alike, and all of the file that is no vocabulary
 * to be blocks.
 */
export function shapeOfOffer(offer: OfferedFile): ModelShape {
  const { arch, blocks, heads, kvHeads, headSize, slidingWindow, context } = offer.shape
  const { vocabulary, embeddingLength, sharedEmbedding } = offer.shape
  const eachBlock = <T>(value: (block: number) => T) => Array.from({ length: blocks }, (_, block) => value(block))
  const outputBytes = vocabulary * embeddingLength * Q6_K
  const inputBytes = sharedEmbedding ? outputBytes : vocabulary * embeddingLength * Q4_K
  const inBlocks = offer.sizeBytes - inputBytes - (sharedEmbedding ? 0 : outputBytes)
  return {
    facts: {
      path: offer.file,
      file: offer.file,
      name: offer.name,
      kind: 'chat',
      arch,
      params: offer.params,
      quantization: offer.quantization,
      layers: blocks,
      trainContext: context,
      template: null,
      licence: offer.licence,
      sizeBytes: offer.sizeBytes,
      parts: 1,
    },
    blockBytes: eachBlock(() => Math.round(inBlocks / blocks)),
    kvBytes: eachBlock(() => kvHeads * headSize * KV_BYTES),
    kvWindows: eachBlock((block) =>
      slidingWindow === null || (block + 1) % slidingWindow.fullEvery === 0 ? null : slidingWindow.tokens,
    ),
    outputBytes: Math.round(outputBytes),
    inputBytes: Math.round(inputBytes),
    embeddingLength,
    vocabulary,
    heads,
  }
}
