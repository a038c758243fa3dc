import type { ChatHistoryItem, LlamaChatResponse, LlamaGrammar } from 'node-llama-cpp'
import type { Emotion } from '../../contract/index.ts'
import { beginsWithTag, tagGrammar } from '../../emotion/index.ts'
import type { Grammars } from './grammars.ts'
import { closedThoughts } from './thoughts.ts'

/** Lets the model go on with a talk. */
export type Answer = (
  history: readonly ChatHistoryItem[],
  options: { readonly grammar?: LlamaGrammar; readonly signal: AbortSignal; onText(text: string): void },
) => Promise<LlamaChatResponse>

/**
 * An answer that begins with the tag of one of the emotions. At first the model is free. As soon as it is clear that its
 * text doesn't begin with a tag, that text is taken back, and the model begins it anew, held by a grammar.
 *
 * It isn't held from the first token on, because node-llama-cpp applies a grammar to all that the model generates: to
 * thoughts too, and to the tokens that open them, so that the tag would come before the thoughts, or inside. What the
 * model thought is kept, and the grammar begins after it.
 */
export async function answerTagged(
  answer: Answer,
  history: readonly ChatHistoryItem[],
  emotions: readonly Emotion[],
  grammars: Grammars,
  { signal, onText }: { readonly signal: AbortSignal; onText(text: string): void },
): Promise<LlamaChatResponse> {
  const takenBack = new AbortController()
  let held = ''
  let isTagged: boolean | undefined

  const free = await answer(history, {
    signal: AbortSignal.any([signal, takenBack.signal]),
    onText(text) {
      if (isTagged) return onText(text)
      held += text
      isTagged = beginsWithTag(held, emotions)
      if (isTagged) onText(held)
      else if (isTagged === false) takenBack.abort()
    },
  })
  if (isTagged || signal.aborted) return free
  if (isTagged === undefined && free.metadata.stopReason === 'maxTokens') {
    if (held !== '') onText(held)
    return free
  }

  const grammar = await grammars(tagGrammar(emotions))
  return answer([...history, { type: 'model', response: closedThoughts(free) }], { grammar, signal, onText })
}
