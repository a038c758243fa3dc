import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KiraError } from '../../electron/contract/index.ts'
import { createFakeCompanion, entry, fits, KIRA, MACHINE, message, offered } from './fake-companion.ts'
import { createPageBench, type PageBench } from './pages.ts'

let bench: PageBench
beforeAll(async () => {
  bench = await createPageBench()
})
afterAll(() => bench[Symbol.asyncDispose]())

/** A companion that shows all there is to see: a notice, a failed model, every way a reply can end, a body that was added, models of all kinds. */
function everything(settings: { language: 'en' | 'fr'; theme: 'light' | 'dark' }) {
  const fake = createFakeCompanion({ settings })
  const recalled = [{ messageId: 'x', role: 'user' as const, text: 'My cat is called Chaussette', createdAt: 0 }]
  fake.messages = [
    message({ id: 'u', role: 'user', text: 'hello' }),
    message({
      id: 'a',
      role: 'assistant',
      text: '# Hi\n\nA [link](https://a.b), `code` and\n\n> a quote',
      emotion: 'happy',
      recalled,
    }),
    message({
      id: 'b',
      role: 'assistant',
      text: '| a | b |\n|---|---|\n| 1 | 2 |',
      status: 'failed',
      emotion: 'surprised',
    }),
    message({ id: 'c', role: 'assistant', text: '1. one\n2. two', status: 'stopped', emotion: 'sad' }),
    message({ id: 'd', role: 'assistant', text: 'Still', status: 'streaming' }),
  ]
  fake.sessions.push({ id: 's2', title: 'Herons', createdAt: 0, updatedAt: 0, emotion: null })
  fake.messages.push(message({ id: 'e', sessionId: 's2', role: 'assistant', text: 'A heron!', emotion: 'surprised' }))
  fake.mood = {
    face: { emotion: 'sad', weight: 0.1 },
    restlessness: 0.4,
    words: { en: 'a little low', fr: 'un peu morose' },
  }
  fake.moodHistory = {
    points: [0, 1, 2].map((hour) => ({ at: hour * 3_600_000, valence: -0.2 * hour })),
    movers: [{ messageId: 'u', role: 'user', text: 'hello', at: 3_600_000, change: -0.1 }],
  }
  fake.notices = [{ id: 'n', level: 'warning', ...new KiraError('MODEL_RESTARTED').toFailure() }]
  const body = { ...KIRA, id: 'a'.repeat(64), name: 'Godette' }
  fake.avatars.push(body)
  fake.motions.push({ id: 'b'.repeat(64), name: 'dance.vrma', kind: 'vrma', bytes: 1000, url: '/motions/dance.vrma' })
  fake.settings = { ...fake.settings, avatar: { ...fake.settings.avatar, id: body.id } }
  const profile = { avatar: body.id, effective: { happy: 900, sad: 20 }, choices: {} }
  fake.avatar = { info: body, profile, motions: fake.motions }
  fake.machine = MACHINE
  fake.models.push(
    entry({ fit: fits('yellow', { gpuLayers: 28 }) }),
    entry({ fit: fits('red'), facts: { path: '/big', name: 'Big' } }),
    entry({
      problem: new KiraError('MODEL_TRUNCATED', { path: '/c' }).toFailure(),
      facts: { path: '/c', name: 'Cut' },
    }),
    entry({ fit: null, facts: { path: '/e', name: 'Embedder', kind: 'embedding' } }),
  )
  fake.offered = [offered(), offered({ id: 'gemma', name: 'Gemma' }), offered({ id: 'llama', name: 'Llama' })]
  fake.setDownload('gemma', { phase: 'running', doneBytes: 1e9, bytesPerSecond: 1e7, secondsLeft: 100 })
  fake.setDownload('llama', { phase: 'failed', failure: new KiraError('DISK_FULL').toFailure() })
  fake.settings = { ...fake.settings, model: { ...fake.settings.model, profile: 'custom', folders: ['/models'] } }
  fake.unsearched = [{ path: '/models', why: 'not-found' }]
  fake.model = { phase: 'failed', file: 'a', failure: new KiraError('MODEL_NOT_GGUF', { path: '/a' }).toFailure() }
  return fake
}

async function violations(page: Page): Promise<unknown[]> {
  await page.evaluate(axe.source)
  const { violations, passes } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run())
  expect(passes.map(({ id }) => id)).toContain('color-contrast')
  return violations.map(({ id, nodes }) => ({
    id,
    where: nodes.map(({ html, failureSummary }) => [html, failureSummary]),
  }))
}

for (const theme of ['light', 'dark'] as const) {
  for (const language of ['en', 'fr'] as const) {
    test(`nobody is shut out: ${theme}, ${language}`, async () => {
      // At rest she is drawn seldom: a machine without a graphics card has its hands free for the page.
      const context = { reducedMotion: 'reduce' } as const
      await using chat = await bench.open('/chat', { fake: everything({ language, theme }), context })
      const { page } = chat
      await page.locator('.message').last().waitFor()
      expect(await violations(page)).toEqual([])

      chat.fake.setModel({ phase: 'loading', file: 'a', step: 'reading', progress: 0.5, secondsLeft: 3 })
      await page.getByRole('progressbar').waitFor()
      expect(await violations(page)).toEqual([])
      chat.fake.setModel({ phase: 'resting', why: 'asked' })
      await page.locator('.chat-main > .banner').waitFor()
      expect(await violations(page)).toEqual([])

      await page.setViewportSize({ width: 400, height: 700 })
      await page.locator('.chat-header button').first().click()
      await page.getByRole('dialog').waitFor()
      expect(await violations(page)).toEqual([])

      await page.keyboard.press('Escape')
      await page.locator('.mood').click()
      await page.locator('.mood-chart').waitFor()
      expect(await violations(page)).toEqual([])

      await page.goto(new URL('/settings', page.url()).href)
      const tabs = page.getByRole('tab')
      await tabs.first().waitFor()
      for (const tab of await tabs.all()) {
        await tab.click()
        const folded = page.locator('details:not([open]) > summary')
        while ((await folded.count()) > 0) await folded.first().click()
        expect(await violations(page)).toEqual([])
      }
      await tabs.nth(1).click()
      await page.locator('.settings-part').last().scrollIntoViewIfNeeded()
      await page.locator('.row-controls').first().waitFor()
      expect(await violations(page)).toEqual([])

      await page.goto(new URL('/', page.url()).href)
      await page.locator('.message').last().waitFor()
      expect(await violations(page)).toEqual([])
    })
  }
}

test('a page that was refused is readable too', async () => {
  await using chat = await bench.open('/chat', { hash: '' })
  await chat.page.getByRole('alert').waitFor()
  expect(await violations(chat.page)).toEqual([])
})
