import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { READY } from '../fake-companion.ts'
import { createPageBench, type PageBench } from '../pages.ts'

let bench: PageBench
beforeAll(async () => {
  bench = await createPageBench()
})
afterAll(() => bench[Symbol.asyncDispose]())

test('while her mind is loaded, the chat tells step and time, and can cancel', async () => {
  await using chat = await bench.open('/chat')
  const { page, fake, complaints } = chat
  await page.getByLabel('Message to Kira').fill('hello')
  await page.keyboard.press('Enter')
  await page.getByText('Kira is thinking…').waitFor()

  fake.setModel({ phase: 'loading', file: 'zephyr.gguf', step: 'context', progress: 0.8, secondsLeft: 12 })
  await page.getByText('Kira answers as soon as her mind is loaded.').waitFor()
  await page.getByText('Loading zephyr.gguf · 80%').waitFor()
  await page.getByText('Making room for the talk · about 12 secs left').waitFor()
  fake.setModel({ phase: 'loading', file: 'zephyr.gguf', step: 'warming-up', progress: 0.9, secondsLeft: null })
  await page.getByText('Getting ready to answer', { exact: true }).waitFor()

  await page.getByRole('button', { name: 'Cancel loading' }).press('Enter')
  await vi.waitFor(() => expect(fake.calls).toContainEqual({ path: 'model.cancel', input: undefined }))
  await page.getByText('Her mind is loaded when you write').waitFor()
  await expect.poll(() => page.getByRole('button', { name: 'Cancel loading' }).count()).toBe(0)
  expect(complaints).toEqual([])
})

test('while her mind rests, the chat says what becomes of what is said, and can wake it', async () => {
  await using chat = await bench.open('/chat')
  const { page, fake } = chat
  fake.setModel({ phase: 'resting', why: 'full-screen' })
  await page.getByRole('status').filter({ hasText: 'What you say is answered when it is woken.' }).waitFor()
  await page.getByLabel('Message to Kira').fill('hello')
  await page.keyboard.press('Enter')
  await page.getByText('Kira answers when her mind is woken.').waitFor()

  await page.getByRole('button', { name: 'Wake her mind' }).press('Enter')
  await page.getByText('Kira is thinking…').waitFor()
  expect(fake.model).toEqual(READY)
  await expect.poll(() => page.getByText('Her mind is resting').count()).toBe(0)
})
