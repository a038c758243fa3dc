import type { LlamaChat, LlamaChatResponse, LlamaContextSequence, Token } from 'node-llama-cpp'
import type { GenerateRequest, GenerateResult } from '../port.ts'
import type { Grammars } from './grammars.ts'
import { type FitPrompt, toPrompt } from './history.ts'
import { toSamplerOptions } from './sampling.ts'
import { type Answer, answerTagged } from './tagged.ts'
import { createThoughtBan, thoughtTokens } from './thoughts.ts'

/** A reply that is being made. */
export interface RunningReply {
  readonly finished: Promise<GenerateResult>
  /** Its result if it ended now. */
  result(stopReason: GenerateResult['stopReason']): GenerateResult
}

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
  readonly fitPrompt: FitPrompt
  readonly grammars: Grammars
  readonly tagTokens: ReadonlySet<Token>
  /** How many tokens of the prompt are evaluated between two looks at the signal. */
  readonly prefillStep: number
  readonly now: () => number
}

/** Answers one request. */
export function startReply(
  { chat, fitPrompt, grammars, tagTokens, prefillStep, now }: ReplyParts,
  request: GenerateRequest,
  onText: (text: string) => void,
  signal: AbortSignal,
): RunningReply {
  const tally = createTally(chat.sequence, now)

  async function run(): Promise<GenerateResult> {
    const { model, sequence, chatWrapper } = chat
    const { sampling, emotions = [] } = request
    const wanted = thoughtTokens(chatWrapper, sampling.think, sequence.contextSize)
    const { prompt, room } = fitPrompt(
      (turns) => toPrompt(chatWrapper, model.tokenizer, request.system, turns),
      request.turns,
      sequence.contextSize,
      request.maxTokens + wanted,
    )
    const forThoughts = Math.min(wanted, Math.floor(room / 2))
    const forText = Math.min(request.maxTokens, room - forThoughts)
    await keepShared(sequence, prompt.tokens)
    tally.promptKnown(prompt.tokens.length, sequence.nextTokenIndex)
    await prefill(sequence, prompt.tokens, prefillStep, { signal })
    if (signal.aborted) return tally.result('aborted')

    const sampler = toSamplerOptions(sampling, tagTokens)
    const noMoreThoughts = createThoughtBan(model, chatWrapper)
    const saidEnough = new AbortController()
    const answer: Answer = (history, { grammar, signal, onText }) => {
      let said = 0
      return chat.generateResponse([...history], {
        ...sampler,
        ...(grammar && { grammar }),
        tokenBias: noMoreThoughts.bias,
        budgets: { thoughtTokens: forThoughts, commentTokens: 0 },
        maxTokens: Math.max(1, forText + forThoughts - tally.written()),
        signal: AbortSignal.any([signal, saidEnough.signal]),
        stopOnAbortSignal: true,
        onResponseChunk({ type, tokens, text }) {
          if (type === 'segment') return noMoreThoughts.begin()
          if (text !== '' && !signal.aborted) onText(text)
          said += tokens.length
          // The limit above counts thoughts too, which may have been short.
          if (forThoughts > 0 && said >= forText) saidEnough.abort()
        },
      })
    }
    const listener = { signal, onText: say }
    const { metadata } =
      emotions.length === 0
        ? await answer(prompt.history, listener)
        : await answerTagged(answer, prompt.history, emotions, grammars, listener)
    return tally.result(saidEnough.signal.aborted ? 'length' : STOP_REASONS[metadata.stopReason])
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

/** Forgets what the sequence holds beyond all that it shares with a prompt. */
export async function keepShared(sequence: LlamaContextSequence, tokens: readonly Token[]): Promise<void> {
  await sequence.adaptStateToTokens(tokens.slice(0, -1), false)
}

/** Evaluates what is not there yet of a prompt but its last token, in small steps, so that a stop is felt within one. */
export async function prefill(
  sequence: LlamaContextSequence,
  tokens: readonly Token[],
  step: number,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: ((progress: number) => void) | undefined },
): Promise<void> {
  const end = tokens.length - 1
  for (let from = sequence.nextTokenIndex; from < end && !signal?.aborted; from += step) {
    const to = Math.min(from + step, end)
    await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(from, to))
    onProgress?.(to / end)
  }
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
