import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTextBatches } from '../../electron/llm/local/text-batches.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open() {
  const sent: string[] = []
  return { sent, batches: createTextBatches((text) => sent.push(text), Date.now) }
}

test('the first piece goes out at once, and each one of a slow model', () => {
  const { sent, batches } = open()
  for (const text of ['Hel', 'lo', '!']) {
    batches.push(text)
    expect(sent.at(-1)).toBe(text)
    vi.advanceTimersByTime(20)
  }
  expect(vi.getTimerCount()).toBe(0)
})

test('those of a fast model go out together, and none waits for the next', () => {
  const { sent, batches } = open()
  for (const text of 'abcde') {
    batches.push(text)
    vi.advanceTimersByTime(5)
  }
  expect(sent).toEqual(['a', 'bc'])
  vi.advanceTimersByTime(15)
  expect(sent).toEqual(['a', 'bc', 'de'])
})

test('at the end the rest goes out, and no timer stays', () => {
  const { sent, batches } = open()
  for (const text of 'abc') batches.push(text)
  batches.end()
  batches.end()
  expect(sent).toEqual(['a', 'bc'])
  expect(vi.getTimerCount()).toBe(0)
})

test('whatever comes when: nothing is lost, and all stays in order', () => {
  const piece = fc.record({ text: fc.string({ maxLength: 5 }), pause: fc.nat(40) })
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const { sent, batches } = open()
      for (const { text, pause } of pieces) {
        batches.push(text)
        vi.advanceTimersByTime(pause)
      }
      batches.end()
      expect(sent.join('')).toBe(pieces.map(({ text }) => text).join(''))
      expect(sent).not.toContain('')
    }),
  )
})
