import {
  ChatMLChatWrapper,
  type ChatWrapper,
  GemmaChatWrapper,
  Llama3_1ChatWrapper,
  MistralChatWrapper,
  type Token,
} from 'node-llama-cpp'
import { describe, expect, test } from 'vitest'
import { fitPrompt, type Prompt, toHistory } from '../../electron/llm/local/history.ts'
import type { Turn } from '../../electron/llm/port.ts'

const SYSTEM = 'You are Kira.'
const TALK: readonly Turn[] = [
  { role: 'user', text: 'one' },
  { role: 'assistant', text: 'two' },
  { role: 'user', text: 'three' },
  { role: 'assistant', text: 'four' },
  { role: 'user', text: 'five' },
]

const WRAPPERS: [string, ChatWrapper][] = [
  ['ChatML', new ChatMLChatWrapper()],
  ['Llama 3.1', new Llama3_1ChatWrapper({ todayDate: null, cuttingKnowledgeDate: null, noToolInstructions: true })],
  ['Mistral, which moves the system prompt', new MistralChatWrapper()],
  ['Gemma, which has no system role', new GemmaChatWrapper()],
]

/** The text that the model reads, up to where its answer begins. */
function render(wrapper: ChatWrapper, turns: readonly Turn[]): string {
  const history = toHistory(wrapper, SYSTEM, turns)
  return wrapper
    .generateContextState({ chatHistory: [...history, { type: 'model', response: [] }] })
    .contextText.toString()
}

describe.each(WRAPPERS)('%s', (_, wrapper) => {
  test('the system prompt is there once, and no date with it', () => {
    const text = render(wrapper, TALK)
    expect(text.split(SYSTEM)).toHaveLength(2)
    expect(text).not.toContain(String(new Date().getFullYear()))
  })

  test('each turn only adds to what was there before, so that the evaluated prefix stays', () => {
    const [short, long] = [render(wrapper, TALK.slice(0, 3)), render(wrapper, TALK)]
    expect(long.startsWith(short)).toBe(true)
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
  const said = (role: Turn['role'], length: number): Turn => ({ role, text: 'x'.repeat(length) })

  test('keeps all that fits, and as much room as was asked for', () => {
    expect(fitPrompt(build, [said('user', 60)], 100, 20)).toMatchObject({
      prompt: { tokens: { length: 60 } },
      maxTokens: 20,
    })
  })

  test('loses its oldest turns, and begins with the user again', () => {
    const turns = [said('user', 30), said('assistant', 30), said('user', 30), said('assistant', 5), said('user', 20)]
    expect(fitPrompt(build, turns, 100, 40).prompt.tokens).toHaveLength(55)
  })

  test('answers shortly rather than not at all', () => {
    expect(fitPrompt(build, [said('user', 90)], 100, 40).maxTokens).toBe(8)
  })

  test('is refused where the latest message alone does not fit', () => {
    expect(() => fitPrompt(build, [said('user', 98)], 100, 40)).toThrow(
      expect.objectContaining({ code: 'MESSAGE_DOES_NOT_FIT', data: { tokens: 98, limit: 98 } }),
    )
  })
})
