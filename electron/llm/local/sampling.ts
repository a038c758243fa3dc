import type { LLamaChatGenerateResponseOptions, LlamaModel, Token } from 'node-llama-cpp'
import { EMOTIONS } from '../../contract/index.ts'
import type { Sampling } from '../port.ts'

/** As llama.cpp has it by default. */
const TOP_K = 40
/** So many tokens back a repeated one is made less likely. */
const PENALTY_TOKENS = 64
/**
 * Ends the loops that small models fall into (DRY: llama.cpp's `llama_sampler_init_dry`). What was just written may come
 * again, as in a refrain; each token beyond `allowedLength` makes going on with it less likely. Only the reply counts that is
 * being written: what was said before can be said again at any time. And lines of a list or of code may begin alike.
 */
const LOOP_GUARD = { strength: 0.8, base: 1.75, allowedLength: 8, lastTokens: 64, sequenceBreakers: ['\n'] }

/** How node-llama-cpp is told to draw tokens. @param tagTokens are never made less likely for having been said. */
export function toSamplerOptions(
  { temperature, topP, minP, repeatPenalty, seed }: Sampling,
  tagTokens: ReadonlySet<Token>,
): Pick<
  LLamaChatGenerateResponseOptions,
  'temperature' | 'topK' | 'topP' | 'minP' | 'seed' | 'repeatPenalty' | 'dryRepeatPenalty'
> {
  return {
    temperature,
    topK: TOP_K,
    topP,
    minP,
    seed: seed ?? Math.floor(Math.random() * 2 ** 32),
    repeatPenalty: repeatPenalty > 1 && {
      penalty: repeatPenalty,
      lastTokens: PENALTY_TOKENS,
      punishTokensFilter: (tokens) => tokens.filter((token) => !tagTokens.has(token)),
    },
    dryRepeatPenalty: LOOP_GUARD,
  }
}

/** The tokens that emotion tags are written with: a tag has to come again and again. */
export function tagTokensOf(model: LlamaModel): ReadonlySet<Token> {
  const tags = EMOTIONS.flatMap((emotion) => [`[${emotion}]`, ` [${emotion}]`, `[very ${emotion}]`])
  return new Set(tags.flatMap((tag) => model.tokenize(tag)))
}
