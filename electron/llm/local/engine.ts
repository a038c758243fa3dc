import { getLlama, type Llama, LlamaChat, LlamaLogLevel, type LlamaModel, resolveChatWrapper } from 'node-llama-cpp'
import type { Profile } from '../../contract/index.ts'
import type { GenerateRequest, GenerateResult, ModelChoice } from '../port.ts'
import { createGrammars } from './grammars.ts'
import type { ModelFacts } from './inspect.ts'
import { toLoadError, toReplyError } from './model-error.ts'
import type { OpenedModel } from './protocol.ts'
import { startReply } from './reply.ts'

/** A loaded model. One reply at a time: a later request begins when the one before has let go of the model. */
export interface Engine {
  readonly opened: OpenedModel
  countTokens(texts: readonly string[]): number[]
  /** Resolves as soon as the signal fires, even if the model is still busy with a step. */
  generate(request: GenerateRequest, onText: (text: string) => void, signal: AbortSignal): Promise<GenerateResult>
}

export interface EngineHooks {
  /** 0 to 1. */
  onProgress(progress: number): void
  log(level: 'debug' | 'info' | 'warn' | 'error', text: string): void
}

const DEFAULT_CONTEXT_SIZE = 4096
const MIN_CONTEXT_SIZE = 512

/** Bytes of graphics memory that stay free for the avatar and the windows. */
const AVATAR_VRAM = 512 * 1024 ** 2
/** Tokens that are evaluated at once: a GPU wants many, and on a CPU each step has to be short for a stop to be felt. */
const PREFILL_STEP = { gpu: 512, cpu: 64 }

/**
 * Loads a model. node-llama-cpp is kept from downloading or building anything: what `npm ci` installed is used.
 *
 * @throws KiraError `MODEL_OUT_OF_MEMORY`, `MODEL_TRUNCATED`, `MODEL_UNSUPPORTED`
 */
export async function openEngine(choice: ModelChoice, facts: ModelFacts, hooks: EngineHooks): Promise<Engine> {
  const complaints: string[] = []
  try {
    const llama = await startLlama(complaints, hooks)
    const chat = await loadChat(llama, choice, facts, hooks)
    return createEngine(chat, choice, facts, complaints, hooks)
  } catch (error) {
    throw toLoadError(choice.path, error, complaints)
  }
}

/** @param complaints gets the errors that llama.cpp logs. */
function startLlama(complaints: string[], hooks: EngineHooks): Promise<Llama> {
  return getLlama({
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: LlamaLogLevel.warn,
    logger(level, message) {
      const isError = level === LlamaLogLevel.error || level === LlamaLogLevel.fatal
      if (isError) complaints.push(message.trim())
      hooks.log(isError ? 'error' : 'warn', message.trim())
    },
    vramPadding: (totalVram) => Math.min(totalVram * 0.08, 1.2 * 1024 ** 3) + AVATAR_VRAM,
  })
}

async function loadChat(llama: Llama, choice: ModelChoice, facts: ModelFacts, hooks: EngineHooks): Promise<LlamaChat> {
  const contextSize = Math.min(choice.contextSize ?? DEFAULT_CONTEXT_SIZE, facts.trainContextSize ?? Infinity)
  const model = await llama.loadModel({
    modelPath: choice.path,
    gpuLayers: { fitContext: { contextSize } },
    onLoadProgress: (progress) => hooks.onProgress(progress),
  })
  const context = await model.createContext({
    contextSize: { min: Math.min(MIN_CONTEXT_SIZE, contextSize), max: contextSize },
    // The default takes all cores, and then a small model waits more than it works.
    threads: choice.starter ? 1 : Math.max(1, llama.cpuMathCores - 1),
  })
  return new LlamaChat({ contextSequence: context.getSequence(), chatWrapper: chooseWrapper(model) })
}

function createEngine(
  chat: LlamaChat,
  { path }: ModelChoice,
  { name }: ModelFacts,
  complaints: string[],
  hooks: EngineHooks,
): Engine {
  const { model, context } = chat
  const opened: OpenedModel = {
    name,
    profile: profileOf(model),
    gpuLayers: model.gpuLayers,
    totalLayers: model.fileInsights.totalLayers,
    contextSize: context.contextSize,
  }
  hooks.log('info', `${name}: ${chat.chatWrapper.wrapperName} template, ${context.idealThreads} threads`)
  const prefillStep = opened.profile === 'performance' ? PREFILL_STEP.gpu : PREFILL_STEP.cpu
  const parts = { chat, grammars: createGrammars(model.llama), prefillStep, now: () => performance.now() }
  let idle: Promise<unknown> = Promise.resolve()

  return {
    opened,
    countTokens: (texts) => texts.map((text) => model.tokenize(text).length),
    async generate(request, onText, signal) {
      await idle
      complaints.length = 0
      const reply = startReply(parts, request, onText, signal)
      idle = reply.finished.catch(() => {})
      const stopped = whenAborted(signal).then(() => reply.result('aborted'))
      return Promise.race([reply.finished, stopped]).catch((error: unknown) => {
        throw toReplyError(path, error, complaints)
      })
    },
  }
}

/** No dates in the templates, which would change the prompt from day to day; no tools, of which she has none. */
const LLAMA_3 = { todayDate: null, cuttingKnowledgeDate: null, noToolInstructions: true }
const WRAPPER_SETTINGS = {
  'llama3.1': LLAMA_3,
  'llama3.2-lightweight': LLAMA_3,
  qwen: { thoughts: 'discourage' },
} as const

/** The template that the file brings, or else the one of its model's family. */
function chooseWrapper(model: LlamaModel) {
  const wrapper = resolveChatWrapper(model, { customWrapperSettings: WRAPPER_SETTINGS })
  const mayThink = model.tokenize('<think>', true).length === 1
  if (!mayThink || wrapper.settings.segments?.thought !== undefined) return wrapper
  // The wrapper would take thoughts for the reply; the general one knows the tokens that enclose them.
  return resolveChatWrapper(model, { type: 'jinjaTemplate', customWrapperSettings: WRAPPER_SETTINGS })
}

/** What the machine made possible. `"auto"` layers can silently become none, so it is told by what was got. */
function profileOf(model: LlamaModel): Profile {
  if (model.llama.gpu === false || model.gpuLayers === 0) return 'cpu_fallback'
  return model.gpuLayers >= model.fileInsights.totalLayers ? 'performance' : 'balanced'
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
