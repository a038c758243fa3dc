import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { KiraError, MAX_MESSAGE_LENGTH } from '../../../electron/contract/index.ts'
import { createFakeCompanion, message } from '../fake-companion.ts'
import { createPageBench, type OpenPage, type PageBench } from '../pages.ts'

let bench: PageBench
beforeAll(async () => {
  bench = await createPageBench()
})
afterAll(() => bench[Symbol.asyncDispose]())

const input = ({ page }: OpenPage) => page.getByLabel('Message to Kira')
const sent = ({ fake }: OpenPage) => fake.calls.filter(({ path }) => path === 'chat.send').map((call) => call.input)

async function send(chat: OpenPage, text: string): Promise<void> {
  await input(chat).fill(text)
  await input(chat).press('Enter')
  await chat.page.getByText('Kira is thinking…').waitFor()
}

describe('a reply', () => {
  test('streams as Markdown, tells its emotion, and is announced once it is whole', async () => {
    await using chat = await bench.open('/chat')
    const { page, fake, complaints } = chat
    await send(chat, 'hello')
    const announcer = page.getByTestId('announcer')

    fake.say('Hello **you**', 'happy')
    await page.getByText('Hello you').waitFor()
    await expect.poll(() => page.locator('article strong').textContent()).toBe('you')
    await expect.poll(() => announcer.textContent()).toBe('')

    fake.say('!', 'happy')
    fake.end('complete', { emotion: 'happy' })
    await page.getByText('Hello you!').waitFor()
    await vi.waitFor(async () => expect(await announcer.textContent()).toBe('Kira, happy: Hello **you**!'))
    await expect.poll(() => page.locator('article.assistant .emotion-mark').textContent()).toBe('happy')
    expect(complaints).toEqual([])
  })

  test('is stopped by its button, and says so', async () => {
    await using chat = await bench.open('/chat')
    await send(chat, 'hello')
    chat.fake.say('Once upon a')
    await chat.page.getByText('Once upon a').waitFor()
    await chat.page.getByRole('button', { name: 'Stop' }).click()
    await chat.page.getByText('You stopped her here.').waitFor()
    await expect.poll(() => chat.page.getByRole('button', { name: 'Stop' }).count()).toBe(0)
  })

  test('is stopped by Escape', async () => {
    await using chat = await bench.open('/chat')
    await send(chat, 'hello')
    await chat.page.keyboard.press('Escape')
    await chat.page.getByText('You stopped her here.').waitFor()
  })

  test('that failed says why, and can be tried again', async () => {
    await using chat = await bench.open('/chat')
    const { page, fake } = chat
    await send(chat, 'hello')
    fake.say('Hm')
    fake.end('failed', {}, new KiraError('MODEL_DIED').toFailure())
    await page.getByText('The model’s process ended while she was answering.').waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Kira is thinking…').waitFor()
    await expect.poll(() => page.locator('.message', { hasText: 'Hm' }).count()).toBe(0)
    fake.say('Here I am.')
    fake.end()
    await page.locator('.message', { hasText: 'Here I am.' }).waitFor()
  })

  test('that was cut tells how, also long after', async () => {
    const fake = createFakeCompanion()
    fake.messages = (['length', 'interrupted', 'failed'] as const).map((status) =>
      message({ id: status, role: 'assistant', text: `a ${status} one`, status }),
    )
    await using chat = await bench.open('/chat', { fake })
    await chat.page.getByText('Cut at the longest reply that the settings allow.').waitFor()
    await chat.page.getByText('Kira was closed while she said this.').waitFor()
    await chat.page.getByText('She could not finish this.').waitFor()
    // Only the latest can be tried again.
    await expect.poll(() => chat.page.getByRole('button', { name: 'Try again' }).count()).toBe(1)
  })

  test('shows what was remembered for it, and when that was said', async () => {
    const fake = createFakeCompanion()
    const createdAt = Date.UTC(2024, 10, 12)
    const recalled = [{ messageId: 'm', role: 'user' as const, text: 'My cat is called Chaussette', createdAt }]
    fake.messages = [message({ id: 'r', role: 'assistant', text: 'How is Chaussette?', recalled })]
    await using chat = await bench.open('/chat', { fake })
    await chat.page.getByText('Remembered: “My cat is called Chaussette” · 12 Nov 2024').waitFor()
  })

  test('is copied as it was written', async () => {
    const fake = createFakeCompanion()
    fake.messages = [message({ id: 'r', role: 'assistant', text: 'Hello **you**' })]
    await using chat = await bench.open('/chat', { fake })
    await chat.page.getByRole('button', { name: 'Copy' }).click()
    await chat.page.getByText('Copied').waitFor()
    await expect.poll(() => chat.page.evaluate(() => navigator.clipboard.readText())).toBe('Hello **you**')
  })
})

describe('writing', () => {
  test('Shift+Enter breaks the line, and the field grows up to a limit', async () => {
    await using chat = await bench.open('/chat')
    const heightOf = async (text: string) => {
      await input(chat).fill(text)
      return input(chat).evaluate((field) => field.clientHeight)
    }
    await input(chat).fill('one')
    await input(chat).press('Shift+Enter')
    await input(chat).pressSequentially('two')
    await expect.poll(() => input(chat).inputValue()).toBe('one\ntwo')
    expect(sent(chat)).toEqual([])
    const [one, three, many, more] = [
      await heightOf('one'),
      await heightOf('one\ntwo\nthree'),
      await heightOf('line\n'.repeat(40)),
      await heightOf('line\n'.repeat(80)),
    ]
    expect(three).toBeGreaterThan(one)
    expect(many).toBeGreaterThan(three)
    expect(more).toBe(many)
  })

  test('Enter that chooses a candidate of an input method does not send', async () => {
    await using chat = await bench.open('/chat')
    await input(chat).fill('に')
    await input(chat).dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })
    expect(sent(chat)).toEqual([])
    await input(chat).press('Enter')
    await vi.waitFor(() => expect(sent(chat)).toEqual([{ text: 'に', sessionId: 's1' }]))
  })

  test('nothing is sent while she answers, or where there is nothing to send', async () => {
    await using chat = await bench.open('/chat')
    await input(chat).fill(' \n ')
    await input(chat).press('Enter')
    await send(chat, 'hello')
    await input(chat).fill('and another')
    await input(chat).press('Enter')
    await expect.poll(() => input(chat).inputValue()).toBe('and another')
    chat.fake.end()
    await chat.page.getByRole('button', { name: 'Send' }).click()
    await vi.waitFor(() => expect(sent(chat)).toHaveLength(2))
  })

  test('what could not be sent comes back, with the reason', async () => {
    await using chat = await bench.open('/chat')
    chat.fake.refuseSend = new KiraError('DISK_FULL')
    await input(chat).fill('hello')
    await input(chat).press('Enter')
    await chat.page.getByText('The disk is full, so this could not be remembered.').waitFor()
    await expect.poll(() => input(chat).inputValue()).toBe('hello')
  })

  test('a draft survives a reload', async () => {
    await using chat = await bench.open('/chat')
    await input(chat).fill('half a thou')
    await chat.page.reload()
    await vi.waitFor(async () => expect(await input(chat).inputValue()).toBe('half a thou'))
    await send(chat, 'half a thought')
    await chat.page.reload()
    await chat.page.getByText('half a thought').waitFor()
    await expect.poll(() => input(chat).inputValue()).toBe('')
  })

  test('100,000 characters are not sent: the limit is told, and not one is lost', async () => {
    await using chat = await bench.open('/chat')
    await input(chat).fill('a'.repeat(100_000))
    await chat.page.getByText('100,000 of 32,000 characters').waitFor()
    await input(chat).press('Enter')
    await expect.poll(() => chat.page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true)
    expect((await input(chat).inputValue()).length).toBe(100_000)
    await input(chat).fill('a'.repeat(MAX_MESSAGE_LENGTH))
    await input(chat).press('Enter')
    await vi.waitFor(() => expect(sent(chat)).toEqual([{ text: 'a'.repeat(MAX_MESSAGE_LENGTH), sessionId: 's1' }]))
  })

  test('right-to-left text stands right, and a NUL does no harm', async () => {
    await using chat = await bench.open('/chat')
    const { page, fake } = chat
    await input(chat).fill('مرحبا يا كيرا')
    await expect.poll(() => input(chat).evaluate((field) => getComputedStyle(field).direction)).toBe('rtl')
    await input(chat).press('Enter')
    await page.getByText('Kira is thinking…').waitFor()
    fake.say('أهلا\0بك')
    fake.end()
    const reply = page.locator('.assistant .markdown')
    await vi.waitFor(async () => expect(await reply.textContent()).toMatch(/^أهلا.?بك$/))
    await expect.poll(() => reply.evaluate((text) => getComputedStyle(text).direction)).toBe('rtl')
    await expect
      .poll(() => page.locator('.user .speech').evaluate((text) => getComputedStyle(text).direction))
      .toBe('rtl')
  })
})

test('an empty session greets', async () => {
  await using chat = await bench.open('/chat')
  await chat.page.getByText('Hello. I’m Kira.').waitFor()
  await expect.poll(() => input(chat).evaluate((field) => field === document.activeElement)).toBe(true)
})
