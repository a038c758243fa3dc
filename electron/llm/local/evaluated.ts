import type { LlamaContextSequence } from 'node-llama-cpp'

/** How many tokens a sequence has evaluated since it was made, those that it forgot again as well. */
export function evaluatedIn({ tokenMeter }: LlamaContextSequence): number {
  return tokenMeter.usedInputTokens + tokenMeter.usedOutputTokens
}
