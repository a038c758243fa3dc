import type { Llama, LlamaGrammar } from 'node-llama-cpp'

/** Turns the text of a grammar (GBNF) into one that a model can be held to. */
export type Grammars = (text: string) => Promise<LlamaGrammar>

/** Makes each grammar once. */
export function createGrammars(llama: Llama): Grammars {
  const made = new Map<string, Promise<LlamaGrammar>>()
  return (text) => {
    const grammar = made.get(text) ?? llama.createGrammar({ grammar: text })
    made.set(text, grammar)
    return grammar
  }
}
