import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitHistory, type HistoryCut, TEMPLATE_TOKENS } from '../../electron/chat/history.ts'
import { summaryFront, withFront, withRecalled } from '../../electron/chat/prompt.ts'
import type { PromptTurn } from '../../electron/memory/port.ts'

/** A token a character. */
const countTokens = async (texts: readonly string[]) => texts.map((text) => text.length)
const RECALLED = [{ messageId: 'old', role: 'user' as const, text: 'my cat is called Chaussette', createdAt: 0 }]

/** A turn of so many characters; even ones are the user's, and some of those come with something recalled. */
function turn(index: number, length: number, recalls = false): PromptTurn {
  const text = 'x'.repeat(length)
  return {
    messageId: `m${index}`,
    role: index % 2 === 0 ? 'user' : 'assistant',
    promptText: recalls ? withRecalled(text, RECALLED, 'Kira') : text,
  }
}

const textsOf = (turns: readonly PromptTurn[]) => turns.map(({ messageId, promptText }) => ({ messageId, promptText }))

describe('a talk that fits', () => {
  test('stays whole, with all that was recalled', async () => {
    const turns = [turn(0, 10, true), turn(1, 10), turn(2, 10)]
    const fitted = await fitHistory(turns, undefined, 1000, countTokens)
    expect(textsOf(fitted.turns)).toEqual(textsOf(turns))
    expect(fitted.cut).toBeUndefined()
  })
})

describe('a talk that is too long', () => {
  test('first loses what was recalled with earlier messages, and keeps all turns where that is enough', async () => {
    const turns = [turn(0, 10, true), turn(1, 10), turn(2, 10, true), turn(3, 10), turn(4, 10)]
    const fitted = await fitHistory(turns, undefined, 160, countTokens)
    expect(textsOf(fitted.turns)).toEqual(textsOf([0, 1, 2, 3, 4].map((index) => turn(index, 10))))
    expect(fitted.cut).toEqual({ from: 'm0', plainUntil: 'm3', front: '' })
  })

  test('then loses its oldest turns, until 60 % are used', async () => {
    const turns = Array.from({ length: 11 }, (_, index) => turn(index, 10, index % 4 === 0))
    const { turns: kept, cut } = await fitHistory(turns, undefined, 10 * (10 + TEMPLATE_TOKENS), countTokens)
    expect(kept.map(({ messageId }) => messageId)).toEqual(['m6', 'm7', 'm8', 'm9', 'm10'])
    expect(cut).toEqual({ from: 'm6', plainUntil: 'm9', front: '' })
  })

  test('has what went summed up in front of what is left, within the same 60 %, until turns go again', async () => {
    const turns = Array.from({ length: 11 }, (_, index) => turn(index, 10))
    const fitted = (all: readonly PromptTurn[], cut: HistoryCut | undefined, front: string) =>
      fitHistory(all, cut, 10 * (10 + TEMPLATE_TOKENS), countTokens, front)
    const { turns: kept, cut } = await fitted(turns, undefined, 'They met. ')
    expect(kept.map(({ messageId }) => messageId)).toEqual(['m6', 'm7', 'm8', 'm9', 'm10'])
    expect(cut?.front).toBe('They met. ')

    const grown = [...turns, turn(11, 10), turn(12, 10)]
    expect((await fitted(grown, cut, 'A newer one. ')).cut).toBe(cut)
    const tooMuch = [...grown, ...[13, 14, 15, 16].map((index) => turn(index, 10))]
    expect((await fitted(tooMuch, cut, 'A newer one. ')).cut).toMatchObject({ from: 'm12', front: 'A newer one. ' })
  })

  test('goes without a summary that would take the room of more than it tells', async () => {
    const turns = Array.from({ length: 11 }, (_, index) => turn(index, 10))
    const budget = 10 * (10 + TEMPLATE_TOKENS)
    const { cut } = await fitHistory(turns, undefined, budget, countTokens, 'x'.repeat(budget / 4 + 1))
    expect(cut).toMatchObject({ from: 'm6', front: '' })
  })

  test('has no summary in front where nothing went but what was recalled', async () => {
    const turns = [turn(0, 10, true), turn(1, 10), turn(2, 10, true), turn(3, 10), turn(4, 10)]
    const { cut } = await fitHistory(turns, undefined, 160, countTokens, 'They met. ')
    expect(cut).toMatchObject({ from: 'm0', front: '' })
  })

  test('is refused where the message alone doesn’t fit', async () => {
    await expect(fitHistory([turn(0, 100)], undefined, 50, countTokens)).rejects.toMatchObject({
      code: 'MESSAGE_DOES_NOT_FIT',
      data: { tokens: 100 + TEMPLATE_TOKENS, limit: 50 },
    })
  })
})

test('any talk always fits, and the next prompt begins with the one before it, but where it was too long', async () => {
  const exchange = fc.record({
    question: fc.integer({ min: 1, max: 60 }),
    answer: fc.nat(60),
    recalls: fc.boolean(),
    /** What is summed up after the answer, if anything. */
    summary: fc.option(fc.string({ unit: 'grapheme', maxLength: 60 })),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(exchange, { maxLength: 40 }),
      fc.integer({ min: 150, max: 800 }),
      async (talk, budget) => {
        const all: PromptTurn[] = []
        let before: ReturnType<typeof textsOf> = []
        let cut: HistoryCut | undefined
        let front = ''
        for (const { question, answer, recalls, summary } of talk) {
          // What is recalled comes in after the history was made to fit: it has its own place in the prompt.
          all.push(turn(all.length, question))
          const fitted = await fitHistory(all, cut, budget, countTokens, front)
          const shown = fitted.cut?.front ?? ''
          const promptWith = (latest: PromptTurn[]) =>
            textsOf(withFront([...fitted.turns.slice(0, -1), ...latest], shown))
          const prompt = promptWith(fitted.turns.slice(-1))
          const used = prompt.reduce((sum, { promptText }) => sum + promptText.length + TEMPLATE_TOKENS, 0)
          expect(used).toBeLessThanOrEqual(budget)
          expect(prompt.at(-1)?.messageId).toBe(all.at(-1)?.messageId)
          expect(fitted.turns[0]?.role).toBe('user')
          if (fitted.cut === cut) expect(promptWith(all.slice(-1)).slice(0, before.length)).toEqual(before)
          else {
            const latest = question + TEMPLATE_TOKENS
            expect(used).toBeLessThanOrEqual(Math.max(budget * 0.6, latest + shown.length))
            const isShown = fitted.cut?.from !== 'm0' && front.length <= Math.min(budget / 4, budget - latest)
            expect(shown).toBe(isShown ? front : '')
          }
          cut = fitted.cut
          all[all.length - 1] = turn(all.length - 1, question, recalls)
          before = promptWith(all.slice(-1))
          all.push(turn(all.length, answer))
          if (cut && summary !== null) front = summaryFront(summary, 'en')
        }
      },
    ),
  )
})
