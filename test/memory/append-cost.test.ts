import { expect, test } from 'vitest'
import { freshMemory } from './helpers.ts'

test('appending to a long reply costs what appending to a short one does', () => {
  const { memory } = freshMemory()
  const { id: sessionId } = memory.createSession()
  const reply = memory.beginReply({ sessionId, replaces: null })
  /** The median time of one of many appends, in milliseconds: pauses of the machine don't count. */
  const medianAppend = () => {
    const times = Array.from({ length: 2000 }, () => {
      const start = performance.now()
      memory.appendToReply(reply.id, { text: 'word', emotion: 'happy', intensity: 0.6 })
      return performance.now() - start
    })
    return times.sort((a, b) => a - b)[1000] ?? 0
  }
  medianAppend() // to warm up
  const short = medianAppend()
  for (let i = 0; i < 4; i++) medianAppend()
  const long = medianAppend()
  expect(memory.message(reply.id).text).toHaveLength(7 * 8000)
  expect(long / short).toBeLessThan(3)
})
