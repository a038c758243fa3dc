import type { GenerateResult } from '../port.ts'

/** How a reply ends that was stopped before it began. */
export const NOTHING_SAID: GenerateResult = {
  stopReason: 'aborted',
  tokens: { prompt: 0, reused: 0, completion: 0 },
  firstTokenMs: null,
  tokensPerSecond: null,
}
