import { KiraError } from '../../contract/index.ts'
import type { GenerateRequest, GenerateResult } from '../port.ts'
import { ProcessEnded } from './connection.ts'
import type { Descent } from './descent.ts'
import type { HeldModel } from './held-model.ts'
import { NOTHING_SAID } from './nothing-said.ts'
import { createTurns, orAborted } from './turns.ts'

/** What is asked of the model, over all its loads: each question is answered once, or fails once. */
export interface Answers {
  countTokens(texts: readonly string[]): Promise<number[]>
  generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<string, GenerateResult, void>
}

const isTask = ({ purpose }: GenerateRequest) => purpose === 'task'

export function createAnswers(held: HeldModel, descent: Pick<Descent, 'forgetDeaths'>): Answers {
  const turns = createTurns()

  /** Asks until it is answered: again where the model was loaded anew before the first word. */
  async function* answer(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<string, GenerateResult, void> {
    const isOver = () => signal.aborted || held.isDisposed
    while (!isOver()) {
      const ready = await held.whenReady(signal).catch((error: unknown) => {
        if (!isOver()) throw error
      })
      if (!ready) continue
      const endSpeaking = held.beginSpeaking()
      let begun = false
      try {
        const reply = ready.generate(request, signal)
        for await (const text of reply.texts) {
          begun = true
          yield text
        }
        const result = await reply.result
        descent.forgetDeaths()
        return result
      } catch (error) {
        if (isOver()) break
        if (!held.recovers(error)) throw error
        if (isTask(request) || (begun && held.state.phase !== 'failed')) throw new KiraError('MODEL_DIED')
      } finally {
        endSpeaking()
      }
    }
    return NOTHING_SAID
  }

  return {
    async countTokens(texts) {
      for (;;) {
        const ready = await held.whenReady()
        try {
          if (ready !== undefined) return await ready.countTokens(texts)
        } catch (error) {
          if (!(error instanceof ProcessEnded)) throw error
        }
      }
    },

    async *generate(request, signal) {
      const turn = turns.take()
      const end = isTask(request) ? AbortSignal.any([signal, held.tasksGiveWay]) : signal
      try {
        await orAborted(turn, end)
        return yield* answer(request, end)
      } finally {
        void turn.then((endTurn) => endTurn())
      }
    },
  }
}
