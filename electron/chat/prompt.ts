import type { Language, RecalledLine } from '../contract/index.ts'
import type { Turn } from '../llm/port.ts'
import type { PromptTurn } from '../memory/port.ts'

/** How many lines of earlier talks go in front of the model with a message. */
export const RECALL_LIMIT = 3

/**
 * A user's message as the model sees it: what is recalled, then the text. It stays in the history as it is, so that
 * the evaluated prefix of the next turn is this turn, byte for byte.
 */
export function withRecalled(text: string, recalled: readonly RecalledLine[], assistantName: string): string {
  if (recalled.length === 0) return text
  const lines = recalled.map((line) => `${isoDay(line.createdAt)} ${spokenLine(line, assistantName)}`)
  return `${memoryBlock(lines)}${text}`
}

/** What somebody said, in one line. */
export function spokenLine({ role, text }: Turn, assistantName: string): string {
  return `${role === 'user' ? 'user' : assistantName}: ${text.replace(/\s+/g, ' ')}`
}

function memoryBlock(lines: readonly string[]): string {
  return `<memory>\n${lines.join('\n')}\n</memory>\n`
}

const EARLIER: Readonly<Record<Language, string>> = {
  en: 'Earlier in this talk:',
  fr: 'Plus tôt dans cette conversation :',
}

/** What stands in front of the oldest turn that is left (`HistoryCut.front`): a summary, in one line, of those before it. */
export function summaryFront(summary: string, language: Language): string {
  return memoryBlock([`${EARLIER[language]} ${summary}`])
}

/** The turns, with a text in front of the oldest one. */
export function withFront(turns: readonly PromptTurn[], front: string): PromptTurn[] {
  return turns.map((turn, index) => (index === 0 ? { ...turn, promptText: front + turn.promptText } : turn))
}

const IS: Readonly<Record<Language, string>> = { en: 'is', fr: 'est' }

/**
 * A user's text with how she is in front of it: `(Kira is in good spirits.)`. `words` follow “is”; null where there is
 * nothing to say.
 */
export function withMood(text: string, words: string | null, assistantName: string, language: Language): string {
  return words === null ? text : `(${assistantName} ${IS[language]} ${words}.)\n${text}`
}

const SEEMS: Readonly<Record<Language, string>> = { en: 'The user seems', fr: 'L’utilisateur semble' }

/** A user's text with what they seem to feel in front of it: `(The user seems a bit sad.)`. `words` as in withMood. */
export function withUserFeeling(text: string, words: string | null, language: Language): string {
  return words === null ? text : `(${SEEMS[language]} ${words}.)\n${text}`
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/** A turn with its cost, in tokens of the loaded model. */
export interface CostedTurn extends PromptTurn {
  readonly tokens: number
}

/** Tokens of all the turns. */
export function tokensOf(turns: readonly CostedTurn[]): number {
  return turns.reduce((sum, turn) => sum + turn.tokens, 0)
}

/** So much of the budget is used at most after old turns have gone. */
const KEPT_PART = 0.6

/**
 * Where the history begins once it no longer fits in `budget` tokens: the index of the first turn to keep. The oldest
 * turns go until at most 60 % are used, so that the next turns again only append and the model keeps what it has
 * evaluated. It begins with a user's turn, and the last turn always stays. `alsoUsed` tokens are for something else.
 */
export function shiftHistory(turns: readonly CostedTurn[], budget: number, alsoUsed = 0): number {
  let used = tokensOf(turns) + alsoUsed
  let first = 0
  for (const turn of turns.slice(0, -1)) {
    if (used <= budget * KEPT_PART && turn.role === 'user') break
    used -= turn.tokens
    first++
  }
  return first
}

/** A user's turn as it was before anything was recalled; what she knew then goes first when room is needed. */
export function withoutRecalled<T extends PromptTurn>(turn: T): T {
  if (turn.role !== 'user') return turn
  return { ...turn, promptText: turn.promptText.replace(/^<memory>\n[\s\S]*?\n<\/memory>\n/, '') }
}

/** The turns for the model. Two of the same speaker in a row (a reply that failed leaves such) become one. */
export function toModelTurns(turns: readonly PromptTurn[]): Turn[] {
  const joined: Turn[] = []
  for (const { role, promptText } of turns) {
    const last = joined.at(-1)
    if (last?.role === role) joined[joined.length - 1] = { role, text: `${last.text}\n\n${promptText}` }
    else joined.push({ role, text: promptText })
  }
  return joined
}
