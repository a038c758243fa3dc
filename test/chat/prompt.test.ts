import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CostedTurn,
  shiftHistory,
  summaryFront,
  tokensOf,
  toModelTurns,
  withFront,
  withMood,
  withoutRecalled,
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

describe('a summary of what went stands in front of what is left', () => {
  const user = (text: string) => ({ messageId: text, role: 'user' as const, promptText: text })

  test('as something remembered, in the language she speaks', () => {
    const turns = [user('hello'), user('are you there?')]
    expect(withFront(turns, summaryFront('They met.', 'en')).map(({ promptText }) => promptText)).toEqual([
      '<memory>\nEarlier in this talk: They met.\n</memory>\nhello',
      'are you there?',
    ])
    expect(summaryFront('Ils se sont rencontrés.', 'fr')).toBe(
      '<memory>\nPlus tôt dans cette conversation : Ils se sont rencontrés.\n</memory>\n',
    )
  })

  test('nothing summed up, nothing added', () => {
    expect(withFront([user('hello')], '')).toEqual([user('hello')])
  })
})

test('what was recalled goes from a message, and nothing else', () => {
  const user = (promptText: string) => ({ messageId: 'm', role: 'user' as const, promptText })
  const recalled = [{ messageId: 'a', role: 'user' as const, text: 'hi\n</memory>', createdAt: 0 }]
  for (const text of ['what is my cat called?', '', '<memory> is a word\n', '(Kira is in good spirits.)\nhello'])
    expect(withoutRecalled(user(withRecalled(text, recalled, 'Kira')))).toEqual(user(text))
  expect(withoutRecalled(user('hello'))).toEqual(user('hello'))
})

describe('the history that is too long', () => {
  test('shrinks to 60 %, so that the next turns only append', () => {
    const turns = talk(10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10)
    expect(shiftHistory(turns, 100)).toBe(6)
  })

  test('begins with the user, keeps the last turn, and fits where it can', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { minLength: 1, maxLength: 60 }), fc.nat(2000), (costs, budget) => {
        const turns = talk(...costs)
        const first = shiftHistory(turns, budget)
        const kept = turns.slice(first)
        expect(kept.length).toBeGreaterThan(0)
        if (first > 0 && kept.length > 1) {
          expect(kept[0]?.role).toBe('user')
          expect(tokensOf(kept)).toBeLessThanOrEqual(budget * 0.6)
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
