import {
  appendSegment,
  EMOTIONS,
  type Failure,
  KiraError,
  type Language,
  type LoadedModel,
  type Message,
  type MessageStatus,
  type ReplyTimings,
  type Segment,
  type TokenCounts,
  toKiraError,
} from '../contract/index.ts'
import { createTagParser, createUntaggedReader, feelingWords, leadingEmotion } from '../emotion/index.ts'
import { type GenerateRequest, type GenerateResult, type Sampling, THOUGHT_PART } from '../llm/port.ts'
import type { PromptTurn } from '../memory/port.ts'
import { frontTokens, withFittingFront } from './front.ts'
import { fitHistory, type HistoryCut, TEMPLATE_TOKENS } from './history.ts'
import type { ChatParts } from './parts.ts'
import { RECALL_LIMIT, summaryFront, toModelTurns, withFront, withMood, withUserFeeling } from './prompt.ts'
import { systemPromptOf } from './teach-tags.ts'

export interface ReplyEnd {
  readonly message: Message
  readonly failure: Failure | null
  readonly timings: ReplyTimings | null
}

/** A reply that is being said. */
export interface Reply {
  readonly message: Message
  readonly ended: Promise<ReplyEnd>
  stop(): Promise<void>
}

interface ReplyParts extends ChatParts {
  readonly userMessage: Message
  /** The reply as begun in memory: empty, `streaming`. */
  readonly message: Message
  readonly seed: number | null
  readonly historyCuts: Map<string, HistoryCut>
}

/** The starter model garbles words at a temperature that suits larger ones, and says much the same at half of it. */
const STARTER_TEMPERATURE = 0.5

/** Answers one message: load, remember, prompt, speak, keep. Never rejects: what goes wrong is in the end. */
export function createReply(parts: ReplyParts): Reply {
  const { memory, model, publish } = parts
  const abort = new AbortController()
  const { signal } = abort
  let message = parts.message
  let raw = ''

  async function run(): Promise<ReplyEnd> {
    let loaded: LoadedModel | null = null
    let result: GenerateResult | null = null
    let failure: KiraError | null = null
    try {
      loaded = await untilAborted(model.ready(), signal)
      const request = await buildRequest(loaded)
      signal.throwIfAborted()
      result = await speak(request)
      if (result.stopReason === 'end' && message.text.trim() === '') throw new KiraError('MODEL_SAID_NOTHING')
    } catch (error) {
      if (!signal.aborted) failure = foreseen(error)
    }
    return keep(statusOf(result, failure), loaded, result, failure)
  }

  /** Builds the prompt: system prompt, as much history as fits, what is recalled from before it, and feelings. */
  async function buildRequest(loaded: LoadedModel): Promise<GenerateRequest> {
    const { sessionId } = message
    const { id, text } = parts.userMessage
    const settings = parts.settings()
    const language = parts.language()
    const system = systemPromptOf(parts.persona, language)
    const maxTokens = Math.min(settings.reply.maxTokens, Math.floor(loaded.contextSize / 3))
    const forThoughts = settings.reply.think ? Math.floor(loaded.contextSize * THOUGHT_PART) : 0
    // It waits where the model rests meanwhile, and so must be left at a stop.
    const countTokens = (texts: readonly string[]) => untilAborted(model.countTokens(texts), signal)
    const [systemTokens = 0, textTokens = 0] = await countTokens([system, text])
    const forFront = frontTokens(loaded.contextSize)
    const room = loaded.contextSize - maxTokens - forThoughts - systemTokens - TEMPLATE_TOKENS
    const asked: PromptTurn = { messageId: id, role: 'user', promptText: text }
    const { turns, used, cut } = await fitHistory(
      memory.promptTurns(sessionId).map((turn) => (turn.messageId === id ? asked : turn)),
      parts.historyCuts.get(sessionId),
      // A long message may take what is kept for its front.
      Math.max(room - forFront, Math.min(room, textTokens + TEMPLATE_TOKENS)),
      countTokens,
      frontOf(sessionId, language),
    )
    if (cut) parts.historyCuts.set(sessionId, cut)

    const recalled = recallFor(new Set(turns.map((turn) => turn.messageId)))
    // The starter model has never read of feelings there, and is too small to make sense of such a line.
    const felt = loaded.starter ? text : withFeelings()
    const fronted = await withFittingFront(
      { text, felt, recalled },
      parts.persona.name,
      textTokens + Math.min(forFront, room - used),
      countTokens,
    )
    message = memory.setPrompt({
      userMessageId: id,
      replyId: message.id,
      ...fronted,
    })
    const prompted = turns.map((turn) => (turn.messageId === id ? { ...turn, promptText: fronted.promptText } : turn))
    return {
      system,
      turns: toModelTurns(withFront(prompted, cut?.front ?? '')),
      maxTokens,
      sampling: samplingFor(loaded, { ...settings.reply, seed: parts.seed ?? settings.reply.seed }),
      emotions: EMOTIONS,
    }
  }

  /** What stands for the turns that have gone, once it is made. */
  function frontOf(sessionId: string, language: Language): string {
    const summary = memory.summary(sessionId)
    return summary ? summaryFront(summary.text, language) : ''
  }

  /** The user's text after how she is and what they seem to feel. */
  function withFeelings(): string {
    const { text, sessionId } = parts.userMessage
    const language = parts.language()
    const seeming = withUserFeeling(text, feelingWords(parts.userMessage, language), language)
    return withMood(seeming, parts.moods.words(sessionId, language), parts.persona.name, language)
  }

  function recallFor(except: ReadonlySet<string>) {
    return memory.recall({ text: parts.userMessage.text, except, limit: RECALL_LIMIT })
  }

  /** Lets the model answer and shows each piece as soon as it is durable. */
  async function speak(request: GenerateRequest): Promise<GenerateResult> {
    const tags = createTagParser()
    const untagged = createUntaggedReader(parts.readFeeling)
    let result: GenerateResult | undefined
    let failure: unknown
    async function* pieces(): AsyncGenerator<string, void> {
      try {
        result = yield* model.generate(request, signal)
      } catch (error) {
        failure = error
      }
    }
    for await (const piece of pieces()) {
      raw += piece
      showAll(untagged.push(tags.push(piece)))
    }
    // Where she was stopped, what is still held back was never shown: half a tag perhaps, or half a sentence.
    const isStopped = result ? result.stopReason === 'aborted' : signal.aborted
    if (result && !isStopped) showAll(untagged.push(tags.end()))
    if (!isStopped) showAll(untagged.end())
    if (!result) throw failure ?? new Error('the model ended without a result')
    return result
  }

  function showAll(segments: readonly Segment[]): void {
    for (const segment of segments) show(segment)
  }

  function show(segment: Segment): void {
    memory.appendToReply(message.id, segment)
    message = { ...message, text: message.text + segment.text, segments: appendSegment(message.segments, segment) }
    publish({ type: 'reply-delta', messageId: message.id, sessionId: message.sessionId, ...segment })
  }

  /** Ends the reply in memory and tells everyone; a memory that can't write any more doesn't hide the end. */
  function keep(
    status: Exclude<MessageStatus, 'streaming'>,
    loaded: LoadedModel | null,
    result: GenerateResult | null,
    failure: KiraError | null,
  ): ReplyEnd {
    const tokens: TokenCounts | null = result?.tokens ?? null
    const end = {
      status,
      ...leadingEmotion(message.segments),
      promptText: raw,
      model: loaded?.file ?? null,
      tokens,
    }
    let problem = failure
    try {
      message = memory.endReply(message.id, end)
    } catch (error) {
      problem ??= foreseen(error)
      message = { ...message, ...end }
    }
    const ended: ReplyEnd = {
      message,
      failure: problem?.toFailure() ?? null,
      timings: result && { firstTokenMs: result.firstTokenMs, tokensPerSecond: result.tokensPerSecond },
    }
    publish({ type: 'reply-end', ...ended })
    return ended
  }

  function foreseen(error: unknown): KiraError {
    if (!(error instanceof KiraError)) parts.logError(error, 'a reply')
    return toKiraError(error)
  }

  const ended = run()
  return {
    get message() {
      return message
    },
    ended,
    async stop() {
      abort.abort()
      await ended
    },
  }
}

function statusOf(result: GenerateResult | null, failure: KiraError | null): Exclude<MessageStatus, 'streaming'> {
  if (failure) return 'failed'
  if (!result || result.stopReason === 'aborted') return 'stopped'
  return result.stopReason === 'length' ? 'length' : 'complete'
}

/** The promise, or a rejection as soon as the signal aborts; what the promise does afterwards is ignored. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

function samplingFor(loaded: LoadedModel, sampling: Sampling): Sampling {
  return loaded.starter ? { ...sampling, temperature: sampling.temperature * STARTER_TEMPERATURE } : sampling
}
