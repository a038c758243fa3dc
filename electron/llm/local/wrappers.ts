import {
  ChatMLChatWrapper,
  type ChatModelSegment,
  type ChatWrapper,
  type ChatWrapperGenerateContextStateOptions,
  Gemma4ChatWrapper,
  GemmaChatWrapper,
  Llama3_1ChatWrapper,
  type LlamaModel,
  LlamaText,
  MistralChatWrapper,
  QwenChatWrapper,
  resolveChatWrapper,
  SpecialTokensText,
} from 'node-llama-cpp'
import type { TEMPLATES } from '../../contract/index.ts'
import { PHI_3, PHI_4, TurnMarksChatWrapper, ZEPHYR } from './turn-marks.ts'

export type Template = (typeof TEMPLATES)[number]

/** What a wrapper is chosen by. */
export interface WrapperQuestion {
  readonly template: Template
  /** Whether the model may think before it answers. */
  readonly think: boolean
}

/** No dates in the templates, which would change the prompt from day to day; no tools, of which she has none. */
const LLAMA_3 = { todayDate: null, cuttingKnowledgeDate: null, noToolInstructions: true }

const NO_THOUGHT: ChatModelSegment = {
  type: 'segment',
  segmentType: 'thought',
  ended: true,
  text: '\n\n',
  raw: LlamaText(new SpecialTokensText('<think>\n\n</think>\n\n')).toJSON(),
}

/**
 * Qwen's template where it must not think: each reply begins with a thought that is empty. The model's own template has
 * that before the latest reply only, which would make every turn read the reply before it once more.
 */
class UnthinkingQwenChatWrapper extends QwenChatWrapper {
  constructor(variation: QwenChatWrapper['variation'] = '3') {
    super({ variation, thoughts: 'discourage', keepOnlyLastThought: false })
  }

  override generateContextState({ chatHistory, ...more }: ChatWrapperGenerateContextStateOptions) {
    const withThoughts = chatHistory.map((item, index) =>
      // The last one gets its empty thought from Qwen's wrapper itself.
      item.type === 'model' && index < chatHistory.length - 1
        ? { ...item, response: [NO_THOUGHT, ...item.response] }
        : item,
    )
    return super.generateContextState({ chatHistory: withThoughts, ...more })
  }
}

/** The form in which a model reads a talk: what the settings force upon it, else what its file brings, else its family's. */
export function chooseWrapper(model: LlamaModel, { template, think }: WrapperQuestion): ChatWrapper {
  switch (template) {
    case 'auto':
      return fileWrapper(model, think)
    case 'jinja':
      return jinjaWrapper(model, think)
    case 'llama3':
      return new Llama3_1ChatWrapper(LLAMA_3)
    case 'qwen':
      return think ? new QwenChatWrapper() : new UnthinkingQwenChatWrapper()
    case 'gemma':
      return new GemmaChatWrapper()
    case 'gemma4':
      return new Gemma4ChatWrapper({ reasoning: think })
    case 'mistral':
      return new MistralChatWrapper()
    case 'zephyr':
      return new TurnMarksChatWrapper(ZEPHYR)
    case 'phi':
      return new TurnMarksChatWrapper(isOneToken(model, '<|im_sep|>') ? PHI_4 : PHI_3)
    case 'chatml':
      return new ChatMLChatWrapper()
  }
  void (template satisfies never)
}

function fileWrapper(model: LlamaModel, think: boolean): ChatWrapper {
  const wrapper = resolveChatWrapper(model, { customWrapperSettings: wrapperSettings(think) })
  if (wrapper instanceof QwenChatWrapper && !think && asksForThoughts(model))
    return new UnthinkingQwenChatWrapper(wrapper.variation)
  // A wrapper without thoughts would take them for the reply; the general one knows the tokens that enclose them.
  const hidesThoughts = wrapper.settings.segments?.thought !== undefined
  return isOneToken(model, '<think>') && !hidesThoughts ? jinjaWrapper(model, think) : wrapper
}

function jinjaWrapper(model: LlamaModel, think: boolean): ChatWrapper {
  return resolveChatWrapper(model, { type: 'jinjaTemplate', customWrapperSettings: wrapperSettings(think) })
}

function wrapperSettings(think: boolean) {
  return {
    'llama3.1': LLAMA_3,
    'llama3.2-lightweight': LLAMA_3,
    gemma4: { reasoning: think },
    jinjaTemplate: { reasoning: think },
    // What stands before the end of a turn would stand before the answer too, and go from there with the next turn.
    mistral: { addSpaceBeforeEos: false },
  }
}

/** Whether Qwen's template opens a thought, or leaves it to be chosen; later models without thoughts know of neither. */
function asksForThoughts(model: LlamaModel): boolean {
  const template = model.fileInfo.metadata.tokenizer.chat_template ?? ''
  return template.includes('enable_thinking') || /assistant(\\n|\n)<think>/.test(template)
}

function isOneToken(model: LlamaModel, text: string): boolean {
  return model.tokenize(text, true).length === 1
}
