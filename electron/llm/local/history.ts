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

/**
 * The prompt, without as many of the oldest turns as it takes to leave room for an answer. The chat keeps within the
 * context by itself; this is for the case that it misjudged.
 *
 * @throws KiraError `MESSAGE_DOES_NOT_FIT` where the latest message alone is too long.
 */
export function fitPrompt(
  build: (turns: readonly Turn[]) => Prompt,
  turns: readonly Turn[],
  contextSize: number,
  maxTokens: number,
): { prompt: Prompt; maxTokens: number } {
  const limit = contextSize - SPARE_TOKENS
  const wantedRoom = Math.min(maxTokens, Math.floor(contextSize / 4))
  let left = turns
  let prompt = build(left)
  while (prompt.tokens.length + wantedRoom > limit && left.length > 1) {
    const next = left.findIndex((turn, index) => index > 0 && turn.role === 'user')
    if (next === -1) break
    left = left.slice(next)
    prompt = build(left)
  }
  const room = limit - prompt.tokens.length
  if (room < 1) throw new KiraError('MESSAGE_DOES_NOT_FIT', { tokens: prompt.tokens.length, limit })
  return { prompt, maxTokens: Math.min(maxTokens, room) }
}
