import type { ChatHistoryItem, ChatWrapper, Token, Tokenizer } from 'node-llama-cpp'
import { KiraError } from '../../contract/index.ts'
import type { Turn } from '../port.ts'

/** The talk as node-llama-cpp's chat wrappers take it, and as the tokens that the model reads. */
export interface Prompt {
  readonly history: ChatHistoryItem[]
  readonly tokens: Token[]
}

/** Tokens at the context's end that node-llama-cpp wants free; without them it begins to shift the context by itself. */
const SPARE_TOKENS = 2

/** Wrappers that put the system prompt before the latest message, so that each turn changes all that comes before. */
const MOVES_SYSTEM_PROMPT = ['Mistral']

/**
 * The talk in the form of the model's template. The system prompt always comes first and stays there, if need be as a
 * part of the first message: only what comes after a change is evaluated again (KV prefix). It is passed even where it
 * is empty, since node-llama-cpp puts one of its own where there is none.
 */
export function toHistory(wrapper: ChatWrapper, system: string, turns: readonly Turn[]): ChatHistoryItem[] {
  const talk = turns.map(
    ({ role, text }): ChatHistoryItem =>
      role === 'user' ? { type: 'user', text } : { type: 'model', response: [text] },
  )
  const inFirstMessage =
    wrapper.settings.supportsSystemMessages === false || MOVES_SYSTEM_PROMPT.includes(wrapper.wrapperName)
  if (!inFirstMessage) return [{ type: 'system', text: system }, ...talk]
  const [first, ...rest] = talk
  if (system === '') return talk
  if (first?.type !== 'user') return [{ type: 'user', text: system }, ...talk]
  return [{ type: 'user', text: `${system}\n\n${first.text}` }, ...rest]
}

/** The prompt's tokens, up to where the model's answer begins. */
export function toPrompt(wrapper: ChatWrapper, tokenizer: Tokenizer, system: string, turns: readonly Turn[]): Prompt {
  const history = toHistory(wrapper, system, turns)
  const { contextText } = wrapper.generateContextState({ chatHistory: [...history, { type: 'model', response: [] }] })
  return { history, tokens: contextText.tokenize(tokenizer) }
}

/** What is there of every prompt with this system prompt, whatever is said after it. */
export function commonPrompt(wrapper: ChatWrapper, tokenizer: Tokenizer, system: string): Token[] {
  const [one, other] = ['a', '?'].map((text) => toPrompt(wrapper, tokenizer, system, [{ role: 'user', text }]).tokens)
  const end = one?.findIndex((token, index) => token !== other?.[index]) ?? 0
  return one?.slice(0, Math.max(0, end)) ?? []
}

/** A prompt that fits. */
export interface FittedPrompt {
  readonly prompt: Prompt
  /** Tokens that are left for the answer. */
  readonly room: number
}

/** Makes prompts fit, one after another of the same talk. */
export type FitPrompt = (
  build: (turns: readonly Turn[]) => Prompt,
  turns: readonly Turn[],
  contextSize: number,
  maxTokens: number,
) => FittedPrompt

/** So much of the context is used at most after old turns have gone, as in chat/prompt.ts. */
const KEPT_PART = 0.6

/**
 * The prompt, without the oldest turns where it leaves no room for an answer. The chat keeps within the context by
 * itself; this is for the case that it misjudged. As many go as it takes to use 60 % at most, and the next prompt begins
 * where this one did, so that it only adds to it. What throws: `MESSAGE_DOES_NOT_FIT` where the latest message alone is
 * too long.
 */
export function createFitter(): FitPrompt {
  /** The turns that have gone: the next prompt of the same talk begins with them, too. */
  let gone: readonly Turn[] = []
  const haveGone = (turns: readonly Turn[]) =>
    gone.length < turns.length &&
    gone.every(({ role, text }, index) => turns[index]?.role === role && turns[index].text === text)

  return (build, turns, contextSize, maxTokens) => {
    const limit = contextSize - SPARE_TOKENS
    const wantedRoom = Math.min(maxTokens, Math.floor(contextSize / 4))
    let left = turns.slice(haveGone(turns) ? gone.length : 0)
    let prompt = build(left)
    const mustShrink = prompt.tokens.length + wantedRoom > limit
    while (mustShrink && prompt.tokens.length > limit * KEPT_PART) {
      const next = left.findIndex((turn, index) => index > 0 && turn.role === 'user')
      if (next === -1) break
      left = left.slice(next)
      prompt = build(left)
    }
    gone = turns.slice(0, turns.length - left.length)
    const room = limit - prompt.tokens.length
    if (room < 1) throw new KiraError('MESSAGE_DOES_NOT_FIT', { tokens: prompt.tokens.length, limit })
    return { prompt, room }
  }
}
