import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createFakeCompanion, message } from '../fake-companion.ts'
import { createPageBench, type OpenPage, type PageBench } from '../pages.ts'

let bench: PageBench
beforeAll(async () => {
  bench = await createPageBench()
})
afterAll(() => bench[Symbol.asyncDispose]())

/** A companion with a talk of so many messages, numbered from the oldest. */
function talkOf(count: number) {
  const fake = createFakeCompanion()
  fake.messages = Array.from({ length: count }, (_, index) =>
    message({
      id: `m${index}`,
      role: index % 2 ? 'assistant' : 'user',
      text: `message ${index}\n`.repeat(1 + (index % 3)),
    }),
  )
  return fake
}

const scroller = ({ page }: OpenPage) => page.locator('.messages-scroll')
const distanceFromEnd = (chat: OpenPage) =>
  scroller(chat).evaluate((list) => list.scrollHeight - list.clientHeight - list.scrollTop)
const pagesAsked = ({ fake }: OpenPage) => fake.calls.filter(({ path }) => path === 'messages.list').length
const shown = ({ page }: OpenPage, index: number) => page.locator(`.message`, { hasText: `message ${index}` }).first()

/** Turns the mouse wheel upwards until something holds. */
async function scrollUpUntil(chat: OpenPage, holds: () => boolean | Promise<boolean>): Promise<void> {
  await scroller(chat).hover()
  for (let turn = 0; turn < 200 && !(await holds()); turn++) {
    await chat.page.mouse.wheel(0, -400)
    await chat.page.waitForTimeout(20)
  }
  expect(await holds()).toBe(true)
}

test('a long talk opens at its end, loads as one scrolls up, and holds few messages in the document', async () => {
  await using chat = await bench.open('/chat', { fake: talkOf(130) })
  await shown(chat, 129).waitFor()
  expect(await distanceFromEnd(chat)).toBeLessThan(2)
  expect(pagesAsked(chat)).toBe(1)

  await scrollUpUntil(chat, async () => (await chat.page.getByText('message 0', { exact: true }).count()) > 0)
  expect(pagesAsked(chat)).toBe(3)
  expect(await chat.page.locator('.message').count()).toBeLessThan(40)
})

test('older messages come in without moving what is being read', async () => {
  await using chat = await bench.open('/chat', { fake: talkOf(120) })
  await shown(chat, 119).waitFor()
  let place = { id: '', top: 0 }
  const firstInSight = () =>
    scroller(chat).evaluate((list) => {
      const edge = list.getBoundingClientRect().top
      const seen = [...list.querySelectorAll('.message')].find((one) => one.getBoundingClientRect().bottom > edge + 50)
      return { id: seen?.textContent ?? '', top: seen?.getBoundingClientRect().top ?? 0 }
    })
  await scrollUpUntil(chat, async () => {
    place = await firstInSight()
    return pagesAsked(chat) > 1
  })
  const moved = await chat.page.evaluate(
    ({ id, edge }) => {
      const same = [...document.querySelectorAll('.message')].find((one) => one.textContent === id)
      return same ? same.getBoundingClientRect().top - edge : Number.NaN
    },
    { id: place.id, edge: place.top },
  )
  // The wheel's own turn is in it, and nothing else.
  expect(Math.abs(moved)).toBeLessThan(450)
})

test('the list follows what is said, unless the reader looks at something else', async () => {
  await using chat = await bench.open('/chat', { fake: talkOf(40) })
  const { page, fake } = chat
  await shown(chat, 39).waitFor()
  await page.getByLabel('Message to Kira').fill('tell me a story')
  await page.keyboard.press('Enter')
  await page.getByText('Kira is thinking…').waitFor()
  for (let line = 0; line < 30; line++) fake.say(`line ${line}\n\n`)
  await page.getByText('line 29').waitFor()
  await vi.waitFor(async () => expect(await distanceFromEnd(chat)).toBeLessThan(2))
  fake.end()

  await scrollUpUntil(chat, async () => (await distanceFromEnd(chat)) > 1000)
  const place = await scroller(chat).evaluate((list) => list.scrollTop)
  await page.getByRole('button', { name: 'To the latest' }).waitFor()
  fake.emit({ type: 'message-added', message: message({ id: 'late', role: 'assistant', text: 'By the way' }) })
  await page.getByRole('button', { name: 'New message' }).waitFor()
  expect(Math.abs((await scroller(chat).evaluate((list) => list.scrollTop)) - place)).toBeLessThan(2)

  await page.getByRole('button', { name: 'New message' }).click()
  await page.getByText('By the way').waitFor()
  await vi.waitFor(async () => expect(await distanceFromEnd(chat)).toBeLessThan(2))
  await expect.poll(() => page.getByRole('button', { name: 'New message' }).count()).toBe(0)
})

test('who writes sees it go, wherever they were reading', async () => {
  await using chat = await bench.open('/chat', { fake: talkOf(40) })
  await shown(chat, 39).waitFor()
  await scrollUpUntil(chat, async () => (await distanceFromEnd(chat)) > 800)
  await chat.page.getByLabel('Message to Kira').fill('here I am')
  await chat.page.keyboard.press('Enter')
  await chat.page.getByText('here I am').waitFor()
  await vi.waitFor(async () => expect(await distanceFromEnd(chat)).toBeLessThan(2))
})

test('conversations are begun and opened beside the talk', async () => {
  const fake = talkOf(3)
  Object.assign(fake.sessions[0] ?? {}, { title: 'Rain and a slow morning' })
  await using chat = await bench.open('/chat', { fake })
  const { page } = chat
  await shown(chat, 2).waitFor()
  await page.getByRole('button', { name: 'New conversation' }).first().click()
  await page.getByText('Hello. I’m Kira.').waitFor()
  await page.getByRole('button', { name: /^Rain and a slow morning/ }).click()
  await shown(chat, 2).waitFor()
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Rain and a slow morning')
})

test('each conversation shows how she felt at last, in colour and in words', async () => {
  const fake = createFakeCompanion()
  fake.sessions.push({ id: 's2', title: 'Herons', createdAt: 0, updatedAt: 0, emotion: null })
  fake.sessions.push({ id: 's3', title: 'Silence', createdAt: 0, updatedAt: 0, emotion: null })
  fake.messages = [message({ id: 'm1', sessionId: 's2', role: 'assistant', text: 'A heron!', emotion: 'surprised' })]
  await using chat = await bench.open('/chat', { fake })
  const { page } = chat
  const herons = page.getByRole('button', { name: /^Herons .*Kira was surprised$/ })
  await herons.waitFor()
  expect(await herons.locator('.emotion-mark').textContent()).toBe('surprised')
  expect(await herons.locator('.emotion-mark').getAttribute('data-emotion')).toBe('surprised')
  expect(
    await page
      .getByRole('button', { name: /^Silence/ })
      .locator('.emotion-mark')
      .count(),
  ).toBe(0)

  // The open one follows what she says.
  const current = page.locator('.session[aria-current]')
  expect(await current.locator('.emotion-mark').count()).toBe(0)
  await page.getByLabel('Message to Kira').fill('hello')
  await page.keyboard.press('Enter')
  await page.getByText('Kira is thinking…').waitFor()
  fake.say('How lovely!', 'happy')
  await current.getByText('happy', { exact: true }).waitFor()
  fake.end('complete', { emotion: 'happy' })
  await herons.click()
  await page.getByRole('button', { name: /Kira was happy$/ }).waitFor()
})

test('where it is narrow, conversations are in a menu that the keyboard opens and closes', async () => {
  const fake = talkOf(3)
  await using chat = await bench.open('/chat', { fake, context: { viewport: { width: 400, height: 700 } } })
  const { page } = chat
  await shown(chat, 2).waitFor()
  const menu = page.getByRole('button', { name: 'Conversations' })
  await menu.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Conversations' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => menu.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'New conversation' }).first().click()
  await page.getByText('Hello. I’m Kira.').waitFor()
})
