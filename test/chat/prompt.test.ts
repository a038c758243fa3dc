import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CostedTurn,
  fitHistory,
  toModelTurns,
  withMood,
  withRecalled,
  withUserFeeling,
} from '../../electron/chat/prompt.ts'

const turn = (i: number, tokens: number): CostedTurn => ({
  messageId: `m${i}`,
  role: i % 2 === 0 ? 'user' : 'assistant',
  promptText: `text ${i}`,
  tokens,
})
const talk = (...tokens: number[]) => tokens.map((cost, i) => turn(i, cost))

describe('what is recalled stands in front of the message', () => {
  test('each line with its day and its speaker', () => {
    const createdAt = Date.UTC(2026, 10, 12, 14)
    expect(
      withRecalled(
        'what is my cat called?',
        [
          { messageId: 'a', role: 'user', text: 'my cat is called\nChaussette', createdAt },
          { messageId: 'b', role: 'assistant', text: 'What a fine name!', createdAt },
        ],
        'Kira',
      ),
    ).toBe(
      '<memory>\n2026-11-12 user: my cat is called Chaussette\n2026-11-12 Kira: What a fine name!\n</memory>\nwhat is my cat called?',
    )
  })

  test('nothing recalled, nothing added', () => {
    expect(withRecalled('hello', [], 'Kira')).toBe('hello')
  })
})

describe('her mood stands in front of the message', () => {
  test('in the language she speaks, after what is recalled', () => {
    expect(withMood('hello', 'in good spirits', 'Kira', 'en')).toBe('(Kira is in good spirits.)\nhello')
    const recalled = [{ messageId: 'a', role: 'user' as const, text: 'salut', createdAt: Date.UTC(2026, 10, 12) }]
    expect(withRecalled(withMood('bonjour', 'de bonne humeur', 'Kira', 'fr'), recalled, 'Kira')).toBe(
      '<memory>\n2026-11-12 user: salut\n</memory>\n(Kira est de bonne humeur.)\nbonjour',
    )
  })

  test('nothing to say, nothing added', () => {
    expect(withMood('hello', null, 'Kira', 'en')).toBe('hello')
  })
})

describe('what the user seems to feel stands in front of the message', () => {
  test('after how she is, in the language she speaks', () => {
    expect(withUserFeeling('hello', 'a bit sad', 'en')).toBe('(The user seems a bit sad.)\nhello')
    expect(withMood(withUserFeeling('salut', 'en colère', 'fr'), 'de bonne humeur', 'Kira', 'fr')).toBe(
      '(Kira est de bonne humeur.)\n(L’utilisateur semble en colère.)\nsalut',
    )
  })

  test('nothing to say, nothing added', () => {
    expect(withUserFeeling('hello', null, 'en')).toBe('hello')
  })
})

describe('the history that fits', () => {
  test('everything stays while it fits', () => {
    expect(fitHistory(talk(10, 10, 10), 30)).toBe(0)
  })

  test('when it no longer fits, it shrinks to 60 %, so that the next turns only append', () => {
    const turns = talk(10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10)
    const first = fitHistory(turns, 100)
    expect(first).toBe(6)
    expect(fitHistory([...turns.slice(first), turn(0, 10), turn(1, 10)], 100)).toBe(0)
  })

  test('it begins with the user, keeps the last turn, and fits where it can', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { minLength: 1, maxLength: 60 }), fc.nat(2000), (costs, budget) => {
        const turns = talk(...costs)
        const first = fitHistory(turns, budget)
        const kept = turns.slice(first)
        expect(kept.length).toBeGreaterThan(0)
        if (first > 0 && kept.length > 1) {
          expect(kept[0]?.role).toBe('user')
          expect(kept.reduce((sum, t) => sum + t.tokens, 0)).toBeLessThanOrEqual(budget)
        }
      }),
    )
  })
})

test('two turns of one speaker in a row reach the model as one', () => {
  const user = (text: string) => ({ messageId: text, role: 'user' as const, promptText: text })
  expect(toModelTurns([user('hello'), user('are you there?')])).toEqual([
    { role: 'user', text: 'hello\n\nare you there?' },
  ])
})
