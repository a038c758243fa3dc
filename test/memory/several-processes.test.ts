import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openAt, temporaryFolder } from './helpers.ts'

test('several processes begin one memory and write to it at the same time', { timeout: 240_000 }, async () => {
  for (let round = 0; round < 2; round++) {
    const path = join(temporaryFolder(), 'kira.db')
    const talkers = Array.from({ length: 3 }, () =>
      spawn(process.execPath, [join(import.meta.dirname, 'talker.ts'), path], {
        stdio: ['ignore', 'ignore', 'inherit'],
      }),
    )
    const codes = await Promise.all(talkers.map(async (talker) => (await once(talker, 'exit'))[0]))
    expect(codes).toEqual([0, 0, 0])

    const { memory, problems } = openAt(path)
    expect(problems).toEqual([])
    for (const session of memory.sessions()) {
      const texts = memory.messages({ sessionId: session.id, limit: 200 }).messages.map((message) => message.text)
      expect(texts).toEqual(Array.from({ length: 20 }, (_, i) => [`thought ${i}`, `answer ${i}`]).flat())
    }
    expect(memory.sessions()).toHaveLength(3)
    memory.close()
  }
})
