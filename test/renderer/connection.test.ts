import { afterAll, beforeAll, expect, test } from 'vitest'
import { KiraError } from '../../electron/contract/index.ts'
import { createFakeCompanion, message } from './fake-companion.ts'
import { createPageBench, type PageBench } from './pages.ts'

let bench: PageBench
beforeAll(async () => {
  bench = await createPageBench()
})
afterAll(() => bench[Symbol.asyncDispose]())

const REFUSED = 'Kira refused the connection. Open the address that she printed at her start.'

for (const [name, hash] of [
  ['without a token', ''],
  ['with a wrong token', '#token=guessed'],
] as const) {
  test(`a page ${name} gets nothing, and says what to do`, async () => {
    const fake = createFakeCompanion()
    fake.messages = [message({ id: 'm', role: 'user', text: 'a secret' })]
    await using chat = await bench.open('/chat', { fake, hash })
    await chat.page.getByText(REFUSED).waitFor()
    expect(fake.calls).toEqual([])
    await expect.poll(() => chat.page.getByText('a secret').count()).toBe(0)
  })
}

test('the token leaves the address, and a reload still has it', async () => {
  await using chat = await bench.open('/chat')
  const { page } = chat
  await page.getByLabel('Message to Kira').waitFor()
  expect(new URL(page.url()).hash).toBe('')
  await page.reload()
  await page.getByLabel('Message to Kira').waitFor()
})

test('a lost connection is told, found again, and everything missed is there', async () => {
  const fake = createFakeCompanion()
  fake.messages = [message({ id: 'm1', role: 'user', text: 'before' })]
  await using chat = await bench.open('/chat', { fake })
  const { page } = chat
  await page.getByText('before').waitFor()
  await chat.stopServer()
  await page.getByText('The connection to Kira is gone. She is being looked for…').waitFor()

  // What is written now waits.
  const input = page.getByLabel('Message to Kira')
  await input.fill('are you there?')
  await input.press('Enter')
  await expect.poll(() => input.inputValue()).toBe('are you there?')
  await expect.poll(() => page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true)

  fake.messages.push(message({ id: 'm2', role: 'assistant', text: 'meanwhile' }))
  await chat.startServer()
  await page.getByText('meanwhile').waitFor()
  await expect.poll(() => page.getByText('before').count()).toBe(1)
  await expect.poll(() => page.getByText('She is being looked for…').count()).toBe(0)
  await expect.poll(() => input.inputValue()).toBe('are you there?')
  await input.press('Enter')
  await page.getByText('Kira is thinking…').waitFor()
})

test('a reply that is being said goes on after a reload', async () => {
  await using chat = await bench.open('/chat')
  const { page, fake } = chat
  await page.getByLabel('Message to Kira').fill('hello')
  await page.keyboard.press('Enter')
  await page.getByText('Kira is thinking…').waitFor()
  fake.say('Once upon')
  await page.reload()
  await page.getByText('Once upon').waitFor()
  fake.say(' a time')
  await page.getByText('Once upon a time').waitFor()
})

test('notices are told in the user’s language until they are dismissed', async () => {
  const fake = createFakeCompanion({ settings: { language: 'fr' } })
  const { message: text, ...failure } = new KiraError('DATABASE_CORRUPT', { kept: 'kira.db.old' }).toFailure()
  fake.notices = [{ id: 'n1', level: 'warning', message: text, ...failure }]
  await using chat = await bench.open('/chat', { fake })
  const notice = chat.page.getByText('Le fichier de la mémoire était endommagé. Il a été gardé sous kira.db.old')
  await notice.waitFor()
  await chat.page.getByRole('button', { name: 'Fermer' }).click()
  await notice.waitFor({ state: 'detached' })
  expect(fake.notices).toEqual([])
})

test('a model that could not be loaded is told in the chat, with two ways on', async () => {
  const fake = createFakeCompanion()
  const failure = new KiraError('MODEL_TRUNCATED', { path: '/models/half.gguf' }).toFailure()
  fake.model = { phase: 'failed', file: 'half.gguf', failure }
  await using chat = await bench.open('/chat', { fake })
  await chat.page.getByText('The model /models/half.gguf is not complete').waitFor()
  await expect.poll(() => chat.page.getByRole('button', { name: 'Open settings' }).count()).toBe(1)
  await chat.page.getByRole('button', { name: 'Try again' }).click()
  await chat.page.getByText('Starter mind · on this computer').waitFor()
})
