import type { RecalledLine } from '../contract/index.ts'
import { withRecalled } from './prompt.ts'

/** So many tokens may stand in front of a message: enough for three long lines and two feelings. */
const FRONT_TOKENS = 256
/** In a small context that would be most of what is left for the talk: there it is no more than this part of it. */
const FRONT_PART = 1 / 5

/** Tokens that are kept for what stands in front of the latest message: no more than these, and less where that one is long. */
export function frontTokens(contextSize: number): number {
  return Math.min(FRONT_TOKENS, Math.floor(contextSize * FRONT_PART))
}

/** A message as it is prompted, and what of earlier talks stands in front of it. */
export interface FrontedMessage {
  readonly promptText: string
  readonly recalled: readonly RecalledLine[]
}

interface Message {
  readonly text: string
  /** The same, after feelings. */
  readonly felt: string
  /** The best line first. */
  readonly recalled: readonly RecalledLine[]
}

/**
 * A message with as much in front of it as `room` tokens hold. Recalled lines go first, the one that fits worst before the
 * others, and then feelings; the text itself always stays.
 */
export async function withFittingFront(
  { text, felt, recalled }: Message,
  assistantName: string,
  room: number,
  countTokens: (texts: readonly string[]) => Promise<number[]>,
): Promise<FrontedMessage> {
  const fullestFirst = Array.from({ length: recalled.length + 1 }, (_, gone): FrontedMessage => {
    const left = recalled.slice(0, recalled.length - gone)
    return { promptText: withRecalled(felt, left, assistantName), recalled: left }
  })
  const tokens = await countTokens(fullestFirst.map(({ promptText }) => promptText))
  return fullestFirst.find((_, index) => (tokens[index] ?? 0) <= room) ?? { promptText: text, recalled: [] }
}
