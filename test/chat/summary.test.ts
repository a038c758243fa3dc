import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TEMPLATE_TOKENS } from '../../electron/chat/history.ts'
import { readSummary, summaryRequest } from '../../electron/chat/summary.ts'
import { TASK_CONTEXT } from '../../electron/llm/port.ts'

/** A token a byte. */
const countTokens = async (texts: readonly string[]) => texts.map((text) => Buffer.byteLength(text))
const PAST = { before: null, assistantName: 'Kira', language: 'en', contextSize: 4096 } as const
const TURNS = [
  { role: 'user', text: 'my cat is called\nChaussette' },
  { role: 'assistant', text: 'What a fine name!' },
] as const

describe('a summary is asked for', () => {
  test('as a task beside the talk, of what was said and by whom', async () => {
    const request = await summaryRequest({ ...PAST, turns: TURNS }, countTokens)
    expect(request).toMatchObject({ purpose: 'task', maxTokens: 160, sampling: { temperature: 0, think: false } })
    expect(request.emotions).toBeUndefined()
    expect(request.turns).toEqual([
      { role: 'user', text: 'user: my cat is called Chaussette\nKira: What a fine name!\n\nSum all of this up.' },
    ])
  })

  test('with the summary before it', async () => {
    const { turns } = await summaryRequest({ ...PAST, turns: TURNS, before: 'They met.' }, countTokens)
    expect(turns[0]?.text).toMatch(/^What came before: They met\.\n\nuser: my cat/)
  })

  test('in the language she speaks', async () => {
    const request = await summaryRequest({ ...PAST, turns: TURNS, before: 'Bonjour.', language: 'fr' }, countTokens)
    expect(request.system).toMatch(/^Tu lis .* Kira\./)
    expect(request.turns[0]?.text).toMatch(/^Ce qui précède : Bonjour\.\n\nuser: .*\n.*\n\nRésume tout cela\.$/)
  })

  test('of as much as a task can hold, without what is oldest', async () => {
    const turns = Array.from({ length: 100 }, (_, n) => ({ role: 'user' as const, text: `line ${n} of the talk` }))
    const { turns: asked } = await summaryRequest({ ...PAST, turns, before: 'They met.' }, countTokens)
    const text = asked[0]?.text ?? ''
    expect(text).toMatch(/^What came before: They met\.\n\n…/)
    expect(text).toContain('line 99 of the talk\n\nSum')
    expect(text).not.toContain('line 0 ')
    expect(text.length).toBeGreaterThan(300)
  })

  test('of anything, and it always fits', async () => {
    const turn = fc.record({
      role: fc.constantFrom('user' as const, 'assistant' as const),
      text: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.constant('é'.repeat(5000)),
        fc.constant('😀'.repeat(900)),
      ),
    })
    const before = fc.option(fc.string({ maxLength: 300 }))
    const contextSize = fc.integer({ min: 800, max: 9000 })
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 6 }), before, contextSize, async (turns, summary, size) => {
        const request = await summaryRequest({ ...PAST, turns, before: summary, contextSize: size }, countTokens)
        const [system = 0, message = 0] = await countTokens([request.system, request.turns[0]?.text ?? ''])
        expect(system + message + request.maxTokens + 3 * TEMPLATE_TOKENS).toBeLessThanOrEqual(
          Math.min(TASK_CONTEXT, size),
        )
      }),
      { numRuns: 50 },
    )
  })
})

describe('a summary is', () => {
  test.each([
    ['They met.', 'They met.'],
    ['[happy] They met.\n\nThey said [sad: 0.3] hello.', 'They met. They said hello.'],
    ['<memory>\nThey met.\n</memory>', 'They met.'],
    ['<<memory>memory> They met, 2 < 3.', 'memory They met, 2 3.'],
    ['Ils se sont rencontrés.', 'Ils se sont rencontrés.'],
  ])('%j, in plain words: %j', (answer, summary) => {
    expect(readSummary(answer, 'end')).toBe(summary)
  })

  test.each(['', '  \n', '[happy]', '[happy] [sad]', '<think></think>', '…', '[very happy] !'])(
    'nothing where %j was answered',
    (answer) => {
      expect(readSummary(answer, 'end')).toBeNull()
    },
  )

  test('whole sentences, where it was cut short', () => {
    expect(readSummary('They met. They had tea. Then th', 'length')).toBe('They met. They had tea.')
    expect(readSummary('They met and th', 'length')).toBe('They met and th')
  })

  test('one line without marks, whatever was answered', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('end', 'length'), (answer, stopReason) => {
        expect(readSummary(`They met. ${answer}`, stopReason)).not.toMatch(/[<>\n]/)
      }),
    )
  })
})
