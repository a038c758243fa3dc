import {
  type ChatHistoryItem,
  type ChatWrapper,
  isLlamaText,
  type LlamaChatResponse,
  type LlamaModel,
  LlamaText,
  type Token,
  TokenBias,
} from 'node-llama-cpp'
import { THOUGHT_PART } from '../port.ts'

type Response = Extract<ChatHistoryItem, { type: 'model' }>['response']

/** Tokens for thoughts before an answer: none where there are to be none, or where the model knows no way to think. */
export function thoughtTokens(wrapper: ChatWrapper, think: boolean, contextSize: number): number {
  return think && wrapper.settings.segments?.thought !== undefined ? Math.floor(contextSize * THOUGHT_PART) : 0
}

/**
 * What keeps a model from opening a thought, once it is told to. The first one is let come, and is closed when its tokens
 * are used up; a model that insists would open another one, and another.
 */
export function createThoughtBan(model: LlamaModel, wrapper: ChatWrapper): { bias: TokenBias; begin(): void } {
  const bias = TokenBias.for(model)
  const opening = openingToken(model, wrapper)
  return {
    bias,
    begin() {
      if (opening !== null) bias.set(opening, 'never')
    },
  }
}

/** The token that opens a thought; null where it is not one token: each of several may be needed for something else. */
function openingToken(model: LlamaModel, wrapper: ChatWrapper): Token | null {
  const prefix = wrapper.settings.segments?.thought?.prefix
  if (typeof prefix !== 'string' && !isLlamaText(prefix)) return null
  const written = LlamaText(prefix)
  const [first] = written.tokenize(model.tokenizer)
  const isAll = first !== undefined && model.detokenize([first], true).trim() === written.toString().trim()
  return isAll ? first : null
}

/** What was thought in a response, closed where the model left it open, so that an answer can follow. */
export function closedThoughts({ fullResponse }: LlamaChatResponse): Response {
  return fullResponse.flatMap((part) => {
    if (typeof part === 'string' || part.type !== 'segment') return []
    const { raw, ...rest } = part
    return [part.ended ? part : { ...rest, ended: true }]
  })
}
