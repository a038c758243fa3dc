import type { ModelFacts } from '../../contract/index.ts'

/** What of a model decides how much memory it takes. Bytes as they lie in the file, where nothing else is said. */
export interface ModelShape {
  readonly facts: ModelFacts
  /** Of each block, in order: its weights. */
  readonly blockBytes: readonly number[]
  /** Of each block: keys and values of one token, at 16 bits. 0 where a block keeps none (recurrent ones). */
  readonly kvBytes: readonly number[]
  /** Of each block: the tokens that it keeps at most, as sliding windows do; null keeps all. None are given where all do. */
  readonly kvWindows?: readonly (number | null)[]
  /** Of each block: what it keeps however long the talk is, as recurrent ones do. None are given where none does. */
  readonly stateBytes?: readonly number[]
  /** The output layer, which llama.cpp counts as one more layer; it is the embedding again where that is shared. */
  readonly outputBytes: number
  /** The embedding of the vocabulary, which stays with the processor. */
  readonly inputBytes: number
  readonly embeddingLength: number
  readonly vocabulary: number
  /** Attention heads; where they are not given, heads of 128 values are assumed. */
  readonly heads?: number
  /** Values between a block's two halves, of all experts in use; where they are not given, 3.5 for each of an embedding. */
  readonly feedForward?: number
}
