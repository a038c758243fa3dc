import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../electron/contract/index.ts'
import { createLocalModel } from '../../electron/llm/local/create-local-model.ts'
import { openModelProcesses } from './model-processes.ts'
import { silentLog } from './silent-log.ts'
import { GREEDY } from './test-engine.ts'
import { writeTinyModel } from './tiny-model.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kira-stop-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('from the click to the end of the reply it is a moment, however much she still had to say', async () => {
  const path = join(folder, 'slow.gguf')
  writeTinyModel(path, { contextLength: 8192, layers: 8, width: 384 })
  const model = createLocalModel({ startProcess: openModelProcesses().start, log: silentLog })
  try {
    await model.choose({ path, starter: true, wish: { ...DEFAULT_SETTINGS.model, contextSize: 8192 } })
    const request = { system: '', turns: [{ role: 'user' as const, text: 'Talk.' }], maxTokens: 8000, sampling: GREEDY }
    for (const pieces of [1, 3, 10]) {
      const stop = new AbortController()
      const reply = model.generate(request, stop.signal)
      for (let piece = 0; piece < pieces; piece++) await reply.next()
      stop.abort()
      const stoppedAt = performance.now()
      for (;;) {
        const next = await reply.next()
        if (!next.done) continue
        expect(next.value.stopReason).toBe('aborted')
        expect(next.value.tokens.completion).toBeLessThan(4000)
        break
      }
      // On a machine that does nothing else it is some milliseconds (npm run bench).
      expect(performance.now() - stoppedAt).toBeLessThan(1000)
    }
  } finally {
    await model.dispose()
  }
})
