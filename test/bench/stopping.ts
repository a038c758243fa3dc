import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEFAULT_SETTINGS } from '../../electron/contract/index.ts'
import { writeTinyModel } from '../llm/tiny-model.ts'
import { openKira } from './kira.ts'
import { section, table } from './markdown.ts'
import { percentile } from './median.ts'

const ROUNDS = 20

/** How long it takes from the click on stop to the end of the reply, while the model talks. */
export async function stopping(own?: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'kira-bench-'))
  const path = own ?? join(folder, 'slow.gguf')
  if (own === undefined) writeTinyModel(path, { contextLength: 8192, layers: 8, width: 512 })
  const { model } = await openKira({ path, starter: own === undefined, wish: DEFAULT_SETTINGS.model })
  const stops: number[] = []
  const tokens: number[] = []
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const stop = new AbortController()
      const turns = [{ role: 'user', text: `Talk, and don’t stop (${round}).` } as const]
      const sampling = { ...DEFAULT_SETTINGS.reply, seed: round }
      const reply = model.generate({ system: '', turns, maxTokens: 1000, sampling }, stop.signal)
      for (let piece = 0; piece < 4; piece++) await reply.next()
      stop.abort()
      const stoppedAt = performance.now()
      for (;;) {
        const next = await reply.next()
        if (!next.done) continue
        if (next.value.tokensPerSecond) tokens.push(1000 / next.value.tokensPerSecond)
        break
      }
      stops.push(performance.now() - stoppedAt)
    }
  } finally {
    await model.dispose()
    rmSync(folder, { recursive: true })
  }
  const row = (name: string, values: readonly number[]) => [
    name,
    ...[50, 95].map((percent) => `${percentile(values, percent).toFixed(1)} ms`),
  ]
  return section(
    'Stopping',
    table(['', 'median', '95 %'], [row('from the click to the end', stops), row('a token takes', tokens)]),
    'Goal: 100 ms.',
  )
}
