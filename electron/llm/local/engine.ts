import type { LlamaContext, LlamaModel } from 'node-llama-cpp'
import { KiraError, type LoadStep, type Plan, type Profile } from '../../contract/index.ts'
import { type GenerateRequest, type GenerateResult, TASK_CONTEXT } from '../port.ts'
import { evaluatedIn } from './evaluated.ts'
import { createGrammars } from './grammars.ts'
import { commonPrompt, createFitter, type FitPrompt } from './history.ts'
import type { StartedLlama } from './llama.ts'
import { toLoadError, toReplyError } from './model-error.ts'
import { NOTHING_SAID } from './nothing-said.ts'
import type { LoadOrder, OpenedModel } from './protocol.ts'
import { rememberTokens } from './remembering-tokenizer.ts'
import { keepShared, prefill, type RunningReply, startReply } from './reply.ts'
import { tagTokensOf } from './sampling.ts'
import { createTaskContext } from './task-context.ts'
import { createTurns, orAborted } from './turns.ts'
import { createVoices, type Voices } from './voices.ts'

/** A loaded model. One reply at a time: a later request begins when the one before has let go of the model. */
export interface Engine {
  readonly opened: OpenedModel
  /** Tokens that were evaluated so far: a number that changes as long as the model gets on. */
  evaluated(): number
  countTokens(texts: readonly string[]): number[]
  /** Evaluates what every prompt with this system prompt begins with. @param onProgress told of each step, 0 to 1 */
  warmUp(system: string, onProgress?: (progress: number) => void): Promise<void>
  /** Resolves as soon as the signal fires, even if the model is still busy with a step. */
  generate(request: GenerateRequest, onText: (text: string) => void, signal: AbortSignal): Promise<GenerateResult>
}

export interface EngineHooks {
  onStep(step: LoadStep): void
  /** 0 to 1, of the step `reading`. */
  onProgress(progress: number): void
  log(level: 'debug' | 'info' | 'warn' | 'error', text: string): void
}

/** Tokens that are evaluated at once: a GPU wants many, and on a CPU each step has to be short for a stop to be felt. */
const PREFILL_STEP = { gpu: 512, cpu: 64 }

/** As node-llama-cpp calls them. */
const KV_TYPES = { f16: 'F16', q8_0: 'Q8_0', q4_0: 'Q4_0' } as const

interface OpenedParts {
  readonly model: LlamaModel
  readonly context: LlamaContext
  /** The GPU's name, where layers are on one. */
  readonly gpu: string | null
}

/**
 * Loads a model.
 *
 * @throws KiraError `MODEL_OUT_OF_MEMORY`, `MODEL_TRUNCATED`, `MODEL_UNSUPPORTED`
 */
export async function openEngine(
  { llama, complaints }: StartedLlama,
  order: LoadOrder,
  hooks: EngineHooks,
): Promise<Engine> {
  try {
    hooks.onStep('reading')
    const model = await llama.loadModel({
      modelPath: order.path,
      gpuLayers: order.plan.gpuLayers,
      onLoadProgress: (progress) => hooks.onProgress(progress),
    })
    rememberTokens(model)
    hooks.onStep('context')
    const context = await createContext(model, order.plan, hooks)
    const gpu = model.gpuLayers > 0 ? (await llama.getGpuDeviceNames()).join(', ') : null
    return createEngine({ model, context, gpu }, order, complaints, hooks)
  } catch (error) {
    throw toLoadError(order.path, error, complaints)
  }
}

/** The context of the plan; with keys and values as they always can be kept, where the model doesn't take the plan's way. */
async function createContext(model: LlamaModel, plan: Plan, hooks: EngineHooks): Promise<LlamaContext> {
  const create = (kvType: Plan['kvType']) =>
    model.createContext({
      contextSize: plan.contextSize,
      // The default takes all cores, and then a small model waits more than it works.
      threads: plan.threads,
      flashAttention: plan.flashAttention,
      experimentalKvCacheKeyType: KV_TYPES[kvType],
      // llama.cpp takes smaller values with flash attention only.
      experimentalKvCacheValueType: KV_TYPES[plan.flashAttention ? kvType : 'f16'],
      // To try again with less is for the one who made the plan.
      failedCreationRemedy: false,
    })
  if (plan.kvType === 'f16') return create('f16')
  if (!plan.flashAttention) hooks.log('info', `without flash attention only the keys are kept as ${plan.kvType}`)
  return create(plan.kvType).catch((error: unknown) => {
    hooks.log('warn', `no context with keys and values as ${plan.kvType}: ${String(error)}; trying f16`)
    return create('f16')
  })
}

function createEngine(
  { model, context, gpu }: OpenedParts,
  { path, name, plan, template }: LoadOrder,
  complaints: string[],
  hooks: EngineHooks,
): Engine {
  const sequence = context.getSequence()
  const talk = createVoices(sequence, template)
  const { chatWrapper } = talk(false)
  hooks.log('info', `${name}: ${chatWrapper.wrapperName} template, ${context.idealThreads} threads`)

  const parts = {
    grammars: createGrammars(model.llama),
    tagTokens: tagTokensOf(model),
    prefillStep: model.gpuLayers > 0 ? PREFILL_STEP.gpu : PREFILL_STEP.cpu,
    now: () => performance.now(),
  }
  const fitTalk = createFitter()
  const tasks = createTaskContext(createContextForTasks, template)
  const turns = createTurns()

  async function createContextForTasks(): Promise<LlamaContext> {
    const contextSize = Math.min(TASK_CONTEXT, context.contextSize)
    try {
      return await createContext(model, { ...plan, contextSize }, hooks)
    } catch (error) {
      // No reason to load the model in another way: the talk goes on without the task.
      throw new KiraError('UNEXPECTED', { detail: `no memory for a task: ${String(error)}` }, { cause: error })
    }
  }

  return {
    opened: {
      name,
      profile: profileOf(model),
      gpuLayers: model.gpuLayers,
      totalLayers: model.fileInsights.totalLayers,
      contextSize: context.contextSize,
      template: chatWrapper.wrapperName,
      gpu,
    },

    evaluated: () => evaluatedIn(sequence) + tasks.evaluated(),

    countTokens: (texts) => texts.map((text) => model.tokenizer(text).length),

    async warmUp(system, onProgress) {
      const endTurn = await turns.take()
      try {
        const tokens = commonPrompt(chatWrapper, model.tokenizer, system).slice(0, context.contextSize - 1)
        await keepShared(sequence, tokens)
        await prefill(sequence, tokens, parts.prefillStep, { onProgress })
      } catch (error) {
        throw toReplyError(path, error, complaints)
      } finally {
        endTurn()
      }
    },

    async generate(request, onText, signal) {
      const turn = turns.take()
      await orAborted(turn, signal)
      let running: RunningReply | undefined
      const reply = (voices: Voices, fitPrompt: FitPrompt) => {
        complaints.length = 0
        const chat = voices(request.sampling.think)
        running = startReply({ ...parts, chat, fitPrompt }, request, onText, signal)
        return running.finished
      }
      const answer = async () => {
        if (signal.aborted) return NOTHING_SAID
        return request.purpose === 'task' ? tasks.use((voices) => reply(voices, createFitter())) : reply(talk, fitTalk)
      }
      const finished = answer()
      void finished.catch(() => {}).then(async () => (await turn)())
      const stopped = whenAborted(signal).then(() => running?.result('aborted') ?? NOTHING_SAID)
      return Promise.race([finished, stopped]).catch((error: unknown) => {
        throw toReplyError(path, error, complaints)
      })
    },
  }
}

/** What the machine made possible. Layers can silently become none, so it is told by what was got. */
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
