import type {
  Emotion,
  LoadedModel,
  Machine,
  ModelState,
  ReplyTimings,
  Settings,
  TokenCounts,
} from '../contract/index.ts'

export interface Turn {
  readonly role: 'user' | 'assistant'
  readonly text: string
}

/** How tokens are drawn; each is explained in the settings (`reply`). A temperature of 0 is greedy. */
export type Sampling = Pick<Settings['reply'], 'temperature' | 'topP' | 'minP' | 'repeatPenalty' | 'seed' | 'think'>

/** The part of the context that thoughts may take, where a model may think (`sampling.think`). */
export const THOUGHT_PART = 1 / 4

/** A task is as long as this at most, in tokens, with its answer; or as the context of the talk, where that is shorter. */
export const TASK_CONTEXT = 1024

export interface GenerateRequest {
  /** Byte-identical for a persona, so that the model keeps its evaluated prefix (KV cache). */
  readonly system: string
  /** Oldest first; the last one is the user's. */
  readonly turns: readonly Turn[]
  /** The longest reply, in tokens. */
  readonly maxTokens: number
  readonly sampling: Sampling
  /**
   * `talk` (the default) goes on with what the model has evaluated of the talk; a `task`, such as a summary, is read beside it
   * and never pushes any of it out. Nobody waits for a task: a rest or another choice of model ends it with `aborted`, and it
   * isn't begun anew where the model's process ends.
   */
  readonly purpose?: 'talk' | 'task' | undefined
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
  readonly wish: ModelWish
}

/** What the user wants of a load; the rest is chosen (llm/fit/). */
export type ModelWish = Pick<
  Settings['model'],
  'profile' | 'gpuLayers' | 'contextSize' | 'threads' | 'flashAttention' | 'kvType' | 'template'
>

/** The language model, wherever it runs. Failures are KiraErrors with a `MODEL_…` code. */
export interface LanguageModel {
  readonly state: ModelState
  /** Calls back at each change of state, until the returned function is called. */
  onState(listener: (state: ModelState) => void): () => void
  /** Calls back when the model's process had died and is ready again. */
  onRestart(listener: () => void): () => void
  /** Unloads what is loaded if the choice differs; the next use loads the new one. */
  choose(choice: ModelChoice): Promise<void>
  /** Loads the chosen model, and wakes it where it rests. Resolves at once when it is ready; concurrent calls share one load. */
  load(): Promise<LoadedModel>
  /** As `load`, but doesn't wake it: resolves when somebody else has. */
  ready(): Promise<LoadedModel>
  /** Tokens of each text, by the loaded model's own tokenizer. Loads it first where needed. */
  countTokens(texts: readonly string[]): Promise<number[]>
  /**
   * Answers. Yields pieces of text as they come and returns how it ended. An aborted signal ends it with
   * `aborted`, not with an error. One reply at a time: a second call waits for the first.
   *
   * @throws KiraError `MODEL_DIED` when the process ended, or had too little memory, after text was yielded. Before that the
   * model is loaded again, if need be with less (llm/local/ladder.ts), and the reply begins anew without a word.
   */
  generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<string, GenerateResult, void>
  /** The machine as the model's process saw it; null before one ran. */
  readonly machine: Machine | null
  /** Calls back when the machine is known, or has changed. */
  onMachine(listener: (machine: Machine) => void): () => void
  /**
   * Ends a load that is under way; the state is `unloaded` then, and who waits for it gets `MODEL_LOAD_CANCELLED`. Resolves
   * when the process is gone.
   */
  cancel(): Promise<void>
  /** Gives the memory back, after the reply that is being made. `load` wakes it; what is asked meanwhile waits for that. */
  rest(why: 'asked' | 'full-screen'): Promise<void>
  /**
   * What every prompt begins with: it is evaluated right after each load, and where it changes after that, before anybody
   * has to wait for it.
   */
  prepare(system: string): void
  /** Ends the model's process. */
  dispose(): Promise<void>
}
