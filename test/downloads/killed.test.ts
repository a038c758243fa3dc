import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import type { Download } from '../../electron/contract/index.ts'
import type { Offer } from '../../electron/downloads/port.ts'
import { ended, expectNone, expectWhole, offerOf, openAt, temporaryFolder } from './helpers.ts'
import { someBytes, startMirror } from './mirror.ts'

/** Fetches in a process of its own, and kills that once so many bytes have come. */
async function fetchAndKill(folder: string, offer: Offer, after: number): Promise<void> {
  const args = [join(import.meta.dirname, 'fetcher.ts'), folder, JSON.stringify(offer)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  for await (const line of createInterface({ input: child.stdout })) {
    const { phase, doneBytes } = JSON.parse(line) as Download
    if (phase === 'running' && doneBytes >= after) child.kill('SIGKILL')
  }
  await exited
}

test('a process that is killed again and again gets on, and the file is right in the end', async () => {
  const file = someBytes(3_000_000)
  const mirror = await startMirror(file)
  const folder = temporaryFolder()
  const offer = offerOf(file, [mirror.url])
  for (const after of [500_000, 1_200_000, 2_000_000]) {
    await fetchAndKill(folder, offer, after)
    expectNone(folder)
  }
  const downloads = await openAt(folder, [offer])
  expect(await ended(downloads)).toMatchObject({ phase: 'done', failure: null })
  expectWhole(folder, file)
  const starts = mirror.asked.map(({ headers }) => Number(/\d+/.exec(headers.range ?? '0')?.[0]))
  expect(starts).toHaveLength(4)
  expect(starts).toEqual(starts.toSorted((a, b) => a - b))
  expect(starts[3]).toBeGreaterThan(1_000_000)
})
