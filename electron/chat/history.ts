import { KiraError } from '../contract/index.ts'
import type { PromptTurn } from '../memory/port.ts'
import { type CostedTurn, shiftHistory, tokensOf, withoutRecalled } from './prompt.ts'

/** What a chat template puts around each turn, at most, in tokens. */
export const TEMPLATE_TOKENS = 8

/** What went from a session's history when it no longer fit. It stays away, so that the prompt only grows again. */
export interface HistoryCut {
  /** The message that the history begins with. */
  readonly from: string
  /** The message up to which nothing stands in it any more that was recalled. */
  readonly plainUntil: string
  /** What stands in front of it, in place of the turns that went; empty where nothing does. */
  readonly front: string
}

export interface FittedHistory {
  readonly turns: readonly PromptTurn[]
  /** Tokens that they take, with what stands in front of them. */
  readonly used: number
  readonly cut: HistoryCut | undefined
}

/** More of the budget than this is not worth a summary: turns say more. */
const FRONT_PART = 0.25

/**
 * As much of a talk as fits in `budget` tokens; the last turn is the message to be answered. When it is too much, what was
 * recalled with earlier messages goes first, and then the oldest turns, until 60 % are used. Where turns have gone, `front`
 * is put in their place, and stays as it is until the history has to be cut again.
 *
 * @throws KiraError `MESSAGE_DOES_NOT_FIT`
 */
export async function fitHistory(
  turns: readonly PromptTurn[],
  cut: HistoryCut | undefined,
  budget: number,
  countTokens: (texts: readonly string[]) => Promise<number[]>,
  front = '',
): Promise<FittedHistory> {
  async function cost(uncosted: readonly PromptTurn[]): Promise<CostedTurn[]> {
    const tokens = await countTokens(uncosted.map((turn) => turn.promptText))
    return uncosted.map((turn, index) => ({ ...turn, tokens: (tokens[index] ?? 0) + TEMPLATE_TOKENS }))
  }

  const known = await cost(afterCut(turns, cut))
  const last = known.at(-1)
  if (last && last.tokens > budget)
    throw new KiraError('MESSAGE_DOES_NOT_FIT', { tokens: last.tokens, limit: Math.max(0, budget) })
  const [standing = 0, frontTokens = 0] = await countTokens([cut?.front ?? '', front])
  const all = tokensOf(known) + standing
  if (all <= budget) return { turns: known, used: all, cut }

  const plain = await cost(known.map((turn) => (turn === last ? turn : withoutRecalled(turn))))
  const keep = (alsoUsed: number) => plain.slice(shiftHistory(plain, budget, alsoUsed))
  const hasGone = ([oldest]: readonly PromptTurn[]) => oldest?.messageId !== turns[0]?.messageId
  const hasRoom = frontTokens <= Math.min(budget * FRONT_PART, budget - (last?.tokens ?? 0))
  const withoutFront = keep(0)
  const isFronted = hasRoom && hasGone(withoutFront)
  const kept = isFronted ? keep(frontTokens) : withoutFront
  const used = tokensOf(kept) + (isFronted ? frontTokens : 0)
  const [first] = kept
  if (!first) return { turns: kept, used, cut: undefined }
  const plainUntil = (plain.at(-2) ?? first).messageId
  return { turns: kept, used, cut: { from: first.messageId, plainUntil, front: isFronted ? front : '' } }
}

/** What is left of the turns. A cut whose messages are gone is none. */
function afterCut(turns: readonly PromptTurn[], cut: HistoryCut | undefined): PromptTurn[] {
  const indexOf = (id: string | undefined) => turns.findIndex((turn) => turn.messageId === id)
  const plainUntil = indexOf(cut?.plainUntil)
  return turns
    .map((turn, index) => (index <= plainUntil ? withoutRecalled(turn) : turn))
    .slice(Math.max(0, indexOf(cut?.from)))
}
