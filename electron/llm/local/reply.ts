import type { LlamaChat, LlamaChatResponse, LlamaContextSequence } from 'node-llama-cpp'
import type { GenerateRequest, GenerateResult } from '../port.ts'
import type { Grammars } from './grammars.ts'
import { fitPrompt, type Prompt, toPrompt } from './history.ts'
import { type Answer, answerTagged } from './tagged.ts'

/** A reply that is being made. */
export interface RunningReply {
  readonly finished: Promise<GenerateResult>
  /** Its result if it ended now. */
  result(stopReason: GenerateResult['stopReason']): GenerateResult
}

/**
 * The sampler besides temperature and seed, as llama.cpp has it by default. No repeat penalty: it would fall upon the
 * emotion tags, which have to repeat.
 */
const SAMPLING = { topK: 40, topP: 0.95, minP: 0.05, repeatPenalty: false } as const

/** She answers at once; a thought that the model's template opens is closed again. */
const NO_THOUGHTS = { thoughtTokens: 0, commentTokens: 0 } as const

const STOP_REASONS: Record<LlamaChatResponse['metadata']['stopReason'], GenerateResult['stopReason']> = {
  eogToken: 'end',
  stopGenerationTrigger: 'end',
  customStopTrigger: 'end',
  functionCalls: 'end',
  maxTokens: 'length',
  abort: 'aborted',
}

interface ReplyParts {
  /** On a sequence that keeps what it evaluated before. */
  readonly chat: LlamaChat
  readonly grammars: Grammars
  /** How many tokens of the prompt are evaluated between two looks at the signal. */
  readonly prefillStep: number
  readonly now: () => number
}

/** Answers one request. */
export function startReply(
  { chat, grammars, prefillStep, now }: ReplyParts,
  request: GenerateRequest,
  onText: (text: string) => void,
  signal: AbortSignal,
): RunningReply {
  const tally = createTally(chat.sequence, now)

  async function run(): Promise<GenerateResult> {
    const { model, sequence } = chat
    const { prompt, maxTokens } = fitPrompt(
      (turns) => toPrompt(chat.chatWrapper, model.tokenizer, request.system, turns),
      request.turns,
      sequence.contextSize,
      request.maxTokens,
    )
    await prefill(sequence, prompt, prefillStep, tally, signal)
    if (signal.aborted) return tally.result('aborted')
    const { temperature, seed, emotions = [] } = request
    const sampling = { ...SAMPLING, temperature, seed: seed ?? Math.floor(Math.random() * 2 ** 32) }
    const answer: Answer = (history, { grammar, signal, onText }) =>
      chat.generateResponse([...history], {
        ...sampling,
        ...(grammar && { grammar }),
        budgets: NO_THOUGHTS,
        maxTokens: Math.max(1, maxTokens - tally.written()),
        signal,
        stopOnAbortSignal: true,
        onTextChunk(text) {
          if (text !== '' && !signal.aborted) onText(text)
        },
      })
    const listener = { signal, onText: say }
    const { metadata } =
      emotions.length === 0
        ? await answer(prompt.history, listener)
        : await answerTagged(answer, prompt.history, emotions, grammars, listener)
    return tally.result(STOP_REASONS[metadata.stopReason])
  }

  function say(text: string): void {
    tally.textCame()
    onText(text)
  }

  const finished = run().catch((error: unknown) => {
    // node-llama-cpp throws when the signal fires before the first token.
    if (signal.aborted) return tally.result('aborted')
    throw error
  })
  return { finished, result: tally.result }
}

/**
 * Evaluates all of the prompt but its last token, in small steps, so that a stop is felt within one. What the sequence
 * already holds of it is kept.
 */
async function prefill(
  sequence: LlamaContextSequence,
  { tokens }: Prompt,
  step: number,
  tally: ReturnType<typeof createTally>,
  signal: AbortSignal,
): Promise<void> {
  const withoutLast = tokens.slice(0, -1)
  await sequence.adaptStateToTokens(withoutLast, false)
  tally.promptKnown(tokens.length, sequence.nextTokenIndex)
  for (let i = sequence.nextTokenIndex; i < withoutLast.length && !signal.aborted; i += step)
    await sequence.evaluateWithoutGeneratingNewTokens(withoutLast.slice(i, i + step))
}

function createTally(sequence: LlamaContextSequence, now: () => number) {
  const startedAt = now()
  const tokensBefore = sequence.tokenMeter.usedOutputTokens
  const written = () => sequence.tokenMeter.usedOutputTokens - tokensBefore
  let prompt = 0
  let reused = 0
  let first: { at: number; tokens: number } | null = null

  return {
    /** Tokens, with what was taken back. */
    written,
    promptKnown(tokens: number, alreadyHeld: number) {
      prompt = tokens
      reused = alreadyHeld
    },
    textCame() {
      first ??= { at: now(), tokens: written() }
    },
    result(stopReason: GenerateResult['stopReason']): GenerateResult {
      const completion = written()
      const afterFirst = first === null ? 0 : completion - first.tokens
      return {
        stopReason,
        tokens: { prompt, reused, completion },
        firstTokenMs: first === null ? null : first.at - startedAt,
        tokensPerSecond: first === null || afterFirst < 1 ? null : (afterFirst * 1000) / (now() - first.at),
      }
    },
  }
}
