import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MoodHistory, ShownMood } from '../../../electron/contract/index.ts'
import { createFakeCompanion } from '../fake-companion.ts'
import { createPageBench, type PageBench } from '../pages.ts'

let bench: PageBench
beforeAll(async () => {
  bench = await createPageBench()
})
afterAll(() => bench[Symbol.asyncDispose]())

const LOW: ShownMood = {
  face: { emotion: 'sad', weight: 0.12 },
  restlessness: 0.4,
  words: { en: 'a little low', fr: 'un peu morose' },
}

/** Six hours up to now, as the companion gives them: calm, then low after two things that were said. */
function sixHours(): MoodHistory {
  const now = Date.now()
  const points = Array.from({ length: 73 }, (_, i) => {
    return { at: now - (72 - i) * 5 * 60_000, valence: i < 60 ? 0 : -0.35 }
  })
  const at = now - 60 * 60_000
  const movers = [
    { messageId: 'm2', role: 'assistant' as const, text: 'Oh no.', at, change: -0.07 },
    { messageId: 'm1', role: 'user' as const, text: 'I lost my job', at, change: -0.04 },
    { messageId: 'm3', role: 'user' as const, text: 'Guess what', at, change: 0 },
  ]
  return { points, movers }
}

test('the chat says how she is, whatever her latest reply felt like', async () => {
  await using chat = await bench.open('/chat')
  const { page, fake, complaints } = chat
  await page.getByRole('button', { name: 'Kira is her usual self' }).waitFor()
  fake.setMood(LOW)
  const chip = page.getByRole('button', { name: 'Kira is a little low' })
  await chip.waitFor()
  expect(await chip.getAttribute('data-emotion')).toBe('sad')

  fake.settings = { ...fake.settings, language: 'fr' }
  fake.emit({ type: 'settings-changed', settings: fake.settings })
  await page.getByRole('button', { name: 'Kira est un peu morose' }).waitFor()
  expect(complaints).toEqual([])
})

test('behind it, by keyboard too, is the course of her mood: as a line, as a table, and what moved it', async () => {
  const fake = createFakeCompanion()
  fake.mood = LOW
  fake.moodHistory = sixHours()
  await using chat = await bench.open('/chat', { fake })
  const { page, complaints } = chat
  const chip = page.getByRole('button', { name: 'Kira is a little low' })
  await chip.press('Enter')
  const course = page.getByRole('dialog', { name: 'Her mood over the last hours' })
  const chart = course.getByRole('img', { name: 'Line chart of her mood' })
  await chart.waitFor()
  expect(await chart.locator('circle').count()).toBe(3)
  const line = (await chart.locator('polyline').getAttribute('points'))?.split(' ') ?? []
  const heights = line.map((point) => Number(point.split(',')[1]))
  expect(heights).toHaveLength(73)
  expect(heights.at(-1)).toBeGreaterThan(heights[0] ?? 90)

  const rows = await course.getByRole('row').allTextContents()
  expect(rows).toHaveLength(8)
  expect(rows.at(-1)).toMatch(/\d\d:\d\d-0\.35$/)
  const movers = await course.getByRole('listitem').allTextContents()
  expect(movers[0]).toMatch(/^Lowered by Kira: “Oh no\.” · .*\d\d:\d\d$/)
  expect(movers[1]).toMatch(/^Lowered by you: “I lost my job” · /)
  expect(movers[2]).toMatch(/^Stirred by you: “Guess what” · /)

  await page.keyboard.press('Escape')
  await expect.poll(() => course.count()).toBe(0)
  await expect.poll(() => chip.evaluate((button) => button === document.activeElement)).toBe(true)
  expect(complaints).toEqual([])
})

test('while it is open it follows her mood', async () => {
  const fake = createFakeCompanion()
  await using chat = await bench.open('/chat', { fake })
  const { page } = chat
  await page.getByRole('button', { name: 'Kira is her usual self' }).click()
  await page.getByText('Nothing has moved her in these hours.').waitFor()
  fake.moodHistory = sixHours()
  fake.setMood(LOW)
  await page.getByText('Lowered by you: “I lost my job”').waitFor()
})
