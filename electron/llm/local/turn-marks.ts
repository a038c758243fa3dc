import {
  ChatWrapper,
  type ChatWrapperGenerateContextStateOptions,
  type ChatWrapperGeneratedContextState,
  LlamaText,
  SpecialToken,
  SpecialTokensText,
} from 'node-llama-cpp'

/** What a chat template puts around each turn, and nothing else. Written as in the template; `end` closes any turn. */
export interface TurnMarks {
  readonly name: string
  readonly system: string
  readonly user: string
  readonly assistant: string
  readonly end: string | SpecialToken
  /** Between one turn and the next. */
  readonly gap: string
}

/** A template that is nothing but marks around turns. It only ever grows at its end, so what was evaluated stays. */
export class TurnMarksChatWrapper extends ChatWrapper {
  readonly wrapperName: string
  readonly #marks: TurnMarks

  constructor(marks: TurnMarks) {
    super()
    this.wrapperName = marks.name
    this.#marks = marks
  }

  override generateContextState({
    chatHistory,
  }: ChatWrapperGenerateContextStateOptions): ChatWrapperGeneratedContextState {
    const { end, gap, system, user, assistant } = this.#marks
    const closing = typeof end === 'string' ? new SpecialTokensText(end) : end
    const turns = chatHistory.map((item, index) => {
      const isOpen = index === chatHistory.length - 1 && item.type === 'model'
      const close = isOpen ? [] : [closing, new SpecialTokensText(gap)]
      if (item.type === 'system') return [new SpecialTokensText(system), LlamaText.fromJSON(item.text), ...close]
      if (item.type === 'user') return [new SpecialTokensText(user), item.text, ...close]
      return [new SpecialTokensText(assistant), this.generateModelResponseText(item.response), ...close]
    })
    return {
      contextText: LlamaText(new SpecialToken('BOS'), turns.flat()),
      stopGenerationTriggers: [LlamaText(new SpecialToken('EOS')), LlamaText(closing)],
    }
  }
}

/** As in HuggingFaceH4/zephyr-7b-beta's tokenizer_config.json. */
export const ZEPHYR: TurnMarks = {
  name: 'Zephyr',
  system: '<|system|>\n',
  user: '<|user|>\n',
  assistant: '<|assistant|>\n',
  end: new SpecialToken('EOS'),
  gap: '\n',
}

/** As in microsoft/Phi-3-mini-4k-instruct's tokenizer_config.json. */
export const PHI_3: TurnMarks = {
  name: 'Phi 3',
  system: '<|system|>\n',
  user: '<|user|>\n',
  assistant: '<|assistant|>\n',
  end: '<|end|>',
  gap: '\n',
}

/** As in microsoft/phi-4's tokenizer_config.json. */
export const PHI_4: TurnMarks = {
  name: 'Phi 4',
  system: '<|im_start|>system<|im_sep|>',
  user: '<|im_start|>user<|im_sep|>',
  assistant: '<|im_start|>assistant<|im_sep|>',
  end: '<|im_end|>',
  gap: '',
}
