import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ensureChromium, findChromium } from '../../scripts/lib/chromium.ts'

test('there is a Chromium, and one that is named comes first', async () => {
  const path = await ensureChromium()
  expect(existsSync(path)).toBe(true)
  expect(findChromium({ PATH: '', CHROME_PATH: path })).toBe(path)
})

test('a name that leads nowhere is told, and not passed over', () => {
  expect(() => findChromium({ KIRA_CHROMIUM: '/no/such/chromium' })).toThrow('/no/such/chromium')
})
