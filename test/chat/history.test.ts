import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitHistory, type HistoryCut, TEMPLATE_TOKENS } from '../../electron/chat/history.ts'
import { withRecalled } from '../../electron/chat/prompt.ts'
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
    expect(fitted.cut).toEqual({ from: 'm0', plainUntil: 'm3' })
  })

  test('then loses its oldest turns, until 60 % are used', async () => {
    const turns = Array.from({ length: 11 }, (_, index) => turn(index, 10, index % 4 === 0))
    const { turns: kept, cut } = await fitHistory(turns, undefined, 10 * (10 + TEMPLATE_TOKENS), countTokens)
    expect(kept.map(({ messageId }) => messageId)).toEqual(['m6', 'm7', 'm8', 'm9', 'm10'])
    expect(cut).toEqual({ from: 'm6', plainUntil: 'm9' })
  })

  test('is refused where the message alone doesn’t fit', async () => {
    await expect(fitHistory([turn(0, 100)], undefined, 50, countTokens)).rejects.toMatchObject({
      code: 'MESSAGE_DOES_NOT_FIT',
      data: { tokens: 100 + TEMPLATE_TOKENS, limit: 50 },
    })
  })
})

test('any talk always fits, and the next prompt begins with the one before it, but where it was too long', async () => {
  const exchange = fc.record({ question: fc.integer({ min: 1, max: 60 }), answer: fc.nat(60), recalls: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(
      fc.array(exchange, { maxLength: 40 }),
      fc.integer({ min: 150, max: 800 }),
      async (talk, budget) => {
        const all: PromptTurn[] = []
        let before: ReturnType<typeof textsOf> = []
        let cut: HistoryCut | undefined
        for (const { question, answer, recalls } of talk) {
          // What is recalled comes in after the history was made to fit: it has its own place in the prompt.
          all.push(turn(all.length, question))
          const fitted = await fitHistory(all, cut, budget, countTokens)
          const texts = textsOf(fitted.turns)
          expect(fitted.turns.at(-1)?.messageId).toBe(all.at(-1)?.messageId)
          expect(fitted.turns[0]?.role).toBe('user')
          if (fitted.cut === cut) expect(texts.slice(0, before.length)).toEqual(before)
          const used = texts.reduce((sum, { promptText }) => sum + promptText.length + TEMPLATE_TOKENS, 0)
          expect(used).toBeLessThanOrEqual(
            fitted.cut === cut ? budget : Math.max(budget * 0.6, question + TEMPLATE_TOKENS),
          )
          cut = fitted.cut
          all[all.length - 1] = turn(all.length - 1, question, recalls)
          before = [...texts.slice(0, -1), ...textsOf(all.slice(-1))]
          all.push(turn(all.length, answer))
        }
      },
    ),
  )
})
