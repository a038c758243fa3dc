import type { BuiltinSpecialTokenValue, LlamaModel, Token } from 'node-llama-cpp'

/** Texts whose tokens are remembered: those of a long talk, with what its template puts around them. */
const MAX_TEXTS = 1000

/**
 * Makes a model remember the tokens of what it tokenized. With each reply node-llama-cpp tokenizes the whole talk, turn by
 * turn, more than once: in a long talk with a small model that took longer than the model itself.
 */
export function rememberTokens(model: LlamaModel): void {
  const { tokenizer } = model
  const remembered = new Map<string, readonly Token[]>()

  function tokenize(text: string, special: boolean | 'builtin' = false, options?: 'trimLeadingSpace'): Token[] {
    if (special === 'builtin') return tokenizer(text as BuiltinSpecialTokenValue, special)
    const key = `${special} ${options ?? ''} ${text}`
    const tokens = remembered.get(key) ?? tokenizer(text, special, options)
    // The one that was used last is the last to go.
    remembered.delete(key)
    remembered.set(key, tokens)
    if (remembered.size > MAX_TEXTS) remembered.delete(remembered.keys().next().value ?? '')
    return [...tokens]
  }

  Object.defineProperty(model, 'tokenizer', { value: Object.assign(tokenize, tokenizer) })
}
