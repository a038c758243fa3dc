import { expect, test } from 'vitest'
import type { Download } from '../../electron/contract/index.ts'
import { downloadLine } from '../../electron/desktop/download-line.ts'

const GOING: Download = {
  id: 'qwen3-4b',
  name: 'Qwen3 4B',
  phase: 'running',
  doneBytes: 1_055_000_000,
  totalBytes: 2_500_000_000,
  bytesPerSecond: 8_300_000,
  secondsLeft: 174,
  failure: null,
}
/** Thin spaces are as good as others. */
const line = (download: Partial<Download>, language: 'en' | 'fr' = 'en') =>
  downloadLine(
    [
      { ...GOING, phase: 'done' },
      { ...GOING, ...download },
    ],
    language,
  )?.replace(/\s/g, ' ')

test('a download that is under way has a line in the tray, in the user’s language', () => {
  expect(line({})).toBe('Downloading Qwen3 4B: 42%, 3 min left')
  expect(line({}, 'fr')).toBe('Téléchargement de Qwen3 4B : 42 %, encore 3 min')
  expect(line({ secondsLeft: 2 })).toContain('1 min left')
  expect(line({ secondsLeft: 3 * 3600 })).toContain('3 hr left')
  expect(line({ secondsLeft: null })).toBe('Downloading Qwen3 4B: 42%')
  expect(line({ doneBytes: 2_499_999_999 })).toContain('99%')
  expect(line({ phase: 'checking' })).toBe('Checking Qwen3 4B: 42%')
})

test('what waits, is paused or has ended has none', () => {
  for (const phase of ['waiting', 'paused', 'done', 'failed'] as const) expect(line({ phase })).toBeUndefined()
  expect(downloadLine([], 'en')).toBeNull()
})
