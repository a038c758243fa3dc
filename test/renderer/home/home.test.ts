import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPageBench, type PageBench } from '../pages.ts'

let bench: PageBench
beforeAll(async () => {
  bench = await createPageBench()
})
afterAll(() => bench[Symbol.asyncDispose]())

test('Kira and the talk stand side by side, and one above the other where it is narrow', async () => {
  await using home = await bench.open('/')
  const { page, fake, complaints } = home
  const boxes = async () => {
    const [kira, talk] = [page.locator('.home-stage'), page.locator('.chat-frame')]
    return [await kira.boundingBox(), await talk.boundingBox()] as const
  }
  await page.getByLabel('Message to Kira').fill('hello')
  await page.keyboard.press('Enter')
  await page.getByText('Kira is thinking…').waitFor()
  fake.say('Hello!', 'happy')
  await page.getByText('Hello!').waitFor()

  const [kira, talk] = await boxes()
  expect(kira?.y).toBe(talk?.y)
  expect(talk?.x).toBe((kira?.x ?? 0) + (kira?.width ?? 0))

  await page.setViewportSize({ width: 400, height: 700 })
  const [above, below] = await boxes()
  expect(above?.x).toBe(below?.x)
  expect(below?.y).toBe((above?.y ?? 0) + (above?.height ?? 0))
  expect(complaints).toEqual([])
})
