import type { Emotion, LoadedModel, ModelState, ReplyTimings, TokenCounts } from '../contract/index.ts'

export interface Turn {
  readonly role: 'user' | 'assistant'
  readonly text: string
}

export interface GenerateRequest {
  /** Byte-identical for a persona, so that the model keeps its evaluated prefix (KV cache). */
  readonly system: string
  /** Oldest first; the last one is the user's. */
  readonly turns: readonly Turn[]
  /** The longest reply, in tokens. */
  readonly maxTokens: number
  /** 0 is greedy. */
  readonly temperature: number
  /** Makes sampling repeatable on the CPU; null draws one. */
  readonly seed: number | null
  /**
   * A hint: a model that can be held to it, such as a local one, begins its reply with the tag of one of these, such as
   * `[happy] `. Another may begin as it likes, as all do where there are none.
   */
  readonly emotions?: readonly Emotion[] | undefined
}

export interface GenerateResult extends ReplyTimings {
  /** `end`: the model closed its turn. `length`: `maxTokens` or the context cut it. `aborted`: the signal did. */
  readonly stopReason: 'end' | 'length' | 'aborted'
  readonly tokens: TokenCounts
}

/** What to load. */
export interface ModelChoice {
  /** The absolute path of a GGUF file. */
  readonly path: string
  /** Whether it is the starter model that ships with Kira. */
  readonly starter: boolean
  /** Tokens; null chooses. */
  readonly contextSize: number | null
}

/** The language model, wherever it runs. Failures are KiraErrors with a `MODEL_…` code. */
export interface LanguageModel {
  readonly state: ModelState
  /** Calls back at each change of state, until the returned function is called. */
  onState(listener: (state: ModelState) => void): () => void
  /** Calls back when the model's process had died and is ready again. */
  onRestart(listener: () => void): () => void
  /** Unloads what is loaded if the choice differs; the next use loads the new one. */
  choose(choice: ModelChoice): Promise<void>
  /** Loads the chosen model. Resolves at once when it is ready; concurrent calls share one load. */
  load(): Promise<LoadedModel>
  /** Tokens of each text, by the loaded model's own tokenizer. Loads it first where needed. */
  countTokens(texts: readonly string[]): Promise<number[]>
  /**
   * Answers. Yields pieces of text as they come and returns how it ended. An aborted signal ends it with
   * `aborted`, not with an error. One reply at a time: a second call waits for the first.
   *
   * @throws KiraError `MODEL_DIED` when the process ended after text was yielded. Before that it is restarted once,
   * and the reply begins again without a word.
   */
  generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<string, GenerateResult, void>
  /** Ends the model's process. */
  dispose(): Promise<void>
}
