import { ChatMLChatWrapper, GemmaChatWrapper, MistralChatWrapper, type Token } from 'node-llama-cpp'
import { describe, expect, test } from 'vitest'
import { createFitter, type Prompt, toHistory } from '../../electron/llm/local/history.ts'
import type { Turn } from '../../electron/llm/port.ts'

const TALK: readonly Turn[] = [
  { role: 'user', text: 'one' },
  { role: 'assistant', text: 'two' },
  { role: 'user', text: 'three' },
]

test('the persona stands in the first message, where there is no role for it, or where it would move', () => {
  for (const wrapper of [new GemmaChatWrapper(), new MistralChatWrapper()])
    expect(toHistory(wrapper, 'You are Kira.', TALK)[0]).toEqual({ type: 'user', text: 'You are Kira.\n\none' })
  expect(toHistory(new ChatMLChatWrapper(), 'You are Kira.', TALK)[0]).toEqual({
    type: 'system',
    text: 'You are Kira.',
  })
})

test('an empty system prompt is passed where there is a role for it, and leaves no trace where there is none', () => {
  expect(toHistory(new ChatMLChatWrapper(), '', TALK)[0]).toEqual({ type: 'system', text: '' })
  expect(toHistory(new GemmaChatWrapper(), '', TALK)[0]).toEqual({ type: 'user', text: 'one' })
})

describe('a talk that is too long', () => {
  /** A token a character. */
  const build = (turns: readonly Turn[]): Prompt => ({
    history: [],
    tokens: Array.from(turns.map((turn) => turn.text).join(''), (_, index) => index as Token),
  })

  const fitOnce = (turns: readonly Turn[], maxTokens: number) => createFitter()(build, turns, 100, maxTokens)
  /** A turn of so many characters, all of them this one. */
  const said = (role: Turn['role'], length: number, letter = 'x'): Turn => ({ role, text: letter.repeat(length) })

  test('keeps all that fits', () => {
    expect(fitOnce([said('user', 60)], 20)).toMatchObject({ prompt: { tokens: { length: 60 } }, room: 38 })
  })

  test('loses its oldest turns until 60 % are used, and begins with the user again', () => {
    const turns = [said('user', 20), said('assistant', 20), said('user', 30), said('assistant', 5), said('user', 20)]
    expect(fitOnce(turns, 40).prompt.tokens).toHaveLength(55)
    const short = [said('user', 10), said('assistant', 10), said('user', 30), said('assistant', 20), said('user', 10)]
    expect(fitOnce(short, 40).prompt.tokens).toHaveLength(10)
  })

  test('then only grows, until it is too long again', () => {
    const fitPrompt = createFitter()
    const turns: Turn[] = []
    const kept = [...'abcdefghij'].map((letter) => {
      turns.push(said('user', 10, letter))
      const texts: string[] = []
      const watched = (left: readonly Turn[]) => {
        texts.push(left.map((turn) => turn.text[0]).join(''))
        return build(left)
      }
      fitPrompt(watched, turns, 100, 20)
      turns.push(said('assistant', 10, letter.toUpperCase()))
      return texts.at(-1)
    })
    expect(kept).toEqual(['a', 'aAb', 'aAbBc', 'aAbBcCd', 'cCdDe', 'cCdDeEf', 'eEfFg', 'eEfFgGh', 'gGhHi', 'gGhHiIj'])
  })

  test('takes nothing from another talk, though the same is said there', () => {
    const fitPrompt = createFitter()
    const long = [said('user', 40, 'a'), said('assistant', 40, 'A'), said('user', 10, 'b')]
    expect(fitPrompt(build, long, 100, 20).prompt.tokens).toHaveLength(10)
    const other = [said('user', 10, 'c'), said('assistant', 10, 'C'), said('user', 10, 'b')]
    expect(fitPrompt(build, other, 100, 20).prompt.tokens).toHaveLength(30)
    expect(fitPrompt(build, long.slice(0, 1), 100, 20).prompt.tokens).toHaveLength(40)
  })

  test('answers shortly rather than not at all', () => {
    expect(fitOnce([said('user', 90)], 40).room).toBe(8)
  })

  test('is refused where the latest message alone does not fit', () => {
    expect(() => fitOnce([said('user', 98)], 40)).toThrow(
      expect.objectContaining({ code: 'MESSAGE_DOES_NOT_FIT', data: { tokens: 98, limit: 98 } }),
    )
  })
})
