import { KiraError } from '../contract/index.ts'
import type { GenerateRequest, GenerateResult } from '../llm/port.ts'
import type { HistoryCut } from './history.ts'
import type { ChatParts } from './parts.ts'
import { readSummary, summaryRequest } from './summary.ts'

/** Sums up what went from the prompt of a long talk, while nobody waits for the model. */
export interface Summaries {
  /** Begins to sum up what went and is in no summary yet. Does nothing where there is none, or no model for it. */
  begin(sessionId: string): void
  /** Ends that at once; nothing is kept of it. */
  stop(): void
}

/** @param cutOf where a session's history begins in the prompt. */
export function createSummaries(
  parts: Pick<ChatParts, 'memory' | 'model' | 'persona' | 'language' | 'logError'>,
  cutOf: (sessionId: string) => HistoryCut | undefined,
): Summaries {
  const { memory, model, persona } = parts
  /** The messages up to which a summary came to nothing; it would again. */
  const fruitless = new Set<string>()
  let running = new AbortController()

  async function sumUp(sessionId: string, signal: AbortSignal): Promise<void> {
    // The starter model is too small for it, and none is loaded for this alone.
    if (model.state.phase !== 'ready' || model.state.model.starter) return
    const { contextSize } = model.state.model
    const before = memory.summary(sessionId)
    const gone = goneSince(before?.until, sessionId)
    const until = gone.at(-1)
    if (until === undefined || fruitless.has(until)) return
    try {
      const past = {
        before: before?.text ?? null,
        turns: gone.map(memory.message),
        assistantName: persona.name,
        language: parts.language(),
        contextSize,
      }
      const { text, stopReason } = await answerTo(await summaryRequest(past, model.countTokens), signal)
      if (signal.aborted || stopReason === 'aborted') return
      const summary = readSummary(text, stopReason)
      if (summary === null) fruitless.add(until)
      else memory.keepSummary({ sessionId, text: summary, until })
    } catch (error) {
      if (signal.aborted) return
      fruitless.add(until)
      throw error
    }
  }

  /** The ids of what stood in the prompt once, after a message. */
  function goneSince(after: string | undefined, sessionId: string): string[] {
    const ids = memory.promptTurns(sessionId).map(({ messageId }) => messageId)
    const indexOf = (id: string | undefined) => (id === undefined ? -1 : ids.indexOf(id))
    return ids.slice(indexOf(after) + 1, Math.max(0, indexOf(cutOf(sessionId)?.from)))
  }

  async function answerTo(request: GenerateRequest, signal: AbortSignal) {
    const answer = model.generate(request, signal)
    let text = ''
    let next: IteratorResult<string, GenerateResult>
    for (next = await answer.next(); !next.done; next = await answer.next()) text += next.value
    return { text, stopReason: next.value.stopReason }
  }

  return {
    begin(sessionId) {
      running.abort()
      running = new AbortController()
      sumUp(sessionId, running.signal).catch((error: unknown) => {
        if (!(error instanceof KiraError)) parts.logError(error, 'a summary')
      })
    },
    stop: () => running.abort(),
  }
}
