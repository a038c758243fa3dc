import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { KiraError } from '../../../electron/contract/index.ts'
import { createFakeCompanion } from '../fake-companion.ts'
import { createPageBench, type OpenPage, type PageBench } from '../pages.ts'

let bench: PageBench
beforeAll(async () => {
  bench = await createPageBench()
})
afterAll(() => bench[Symbol.asyncDispose]())

const background = ({ page }: OpenPage) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
const LIGHT = 'rgb(246, 247, 251)'
const DARK = 'rgb(18, 21, 31)'

test('the language changes at once, in this window and in others', async () => {
  await using settings = await bench.open('/settings')
  const { page, fake, complaints } = settings
  await page.getByLabel('Language').selectOption({ label: 'Français' })
  await page.getByRole('heading', { name: 'Réglages' }).waitFor()
  expect(fake.settings.language).toBe('fr')
  await expect
    .poll(() => page.evaluate(() => [document.documentElement.lang, document.title]))
    .toEqual(['fr', 'Kira – Réglages'])

  // Another window changes it back.
  fake.settings = { ...fake.settings, language: 'en' }
  fake.emit({ type: 'settings-changed', settings: fake.settings })
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  expect(complaints).toEqual([])
})

test('where the language is left to the system, the system’s is spoken', async () => {
  await using settings = await bench.open('/settings', { fake: createFakeCompanion({ locale: 'fr-CA' }) })
  await settings.page.getByRole('heading', { name: 'Réglages' }).waitFor()
})

test('the theme changes at once, and follows the system where it is told to', async () => {
  await using settings = await bench.open('/settings', { context: { colorScheme: 'dark' } })
  const { page, fake } = settings
  const theme = page.getByLabel('Theme')
  await theme.waitFor()
  expect(await background(settings)).toBe(DARK)
  await theme.selectOption('light')
  await vi.waitFor(async () => expect(await background(settings)).toBe(LIGHT))
  expect(fake.settings.theme).toBe('light')
  await theme.selectOption('system')
  await vi.waitFor(async () => expect(await background(settings)).toBe(DARK))
  await page.emulateMedia({ colorScheme: 'light' })
  await vi.waitFor(async () => expect(await background(settings)).toBe(LIGHT))
})

test('switches and sliders are worked by keyboard and saved at once', async () => {
  await using settings = await bench.open('/settings')
  const { page, fake } = settings
  await page.getByRole('tab', { name: 'General' }).focus()
  await page.keyboard.press('ArrowDown')
  const bubble = page.getByRole('switch', { name: 'Speech bubble' })
  await bubble.focus()
  await page.keyboard.press('Space')
  await vi.waitFor(() => expect(fake.settings.overlay.bubble).toBe(false))
  await expect.poll(() => bubble.getAttribute('aria-checked')).toBe('false')

  await page.getByRole('slider', { name: 'Height' }).focus()
  await page.keyboard.press('ArrowRight')
  await vi.waitFor(() => expect(fake.settings.overlay.height).toBe(540))
  await page.getByText('540 px').waitFor()
})

test('a value that is refused is named at its field, and the old one stands again', async () => {
  await using settings = await bench.open('/settings')
  const { page, fake } = settings
  await page.getByRole('tab', { name: 'Model' }).click()
  const size = page.getByLabel('Context size')
  await size.fill('12')
  await size.press('Enter')
  await page.getByText('The setting “model.contextSize” can’t be 12.').waitFor()
  await expect.poll(() => size.inputValue()).toBe('')
  await expect.poll(() => size.getAttribute('aria-invalid')).toBe('true')
  expect(fake.settings.model.contextSize).toBeNull()

  await size.fill('4096')
  await size.blur()
  await vi.waitFor(() => expect(fake.settings.model.contextSize).toBe(4096))
  await expect.poll(() => page.getByText('The setting “model.contextSize”').count()).toBe(0)
  await size.fill('')
  await size.press('Enter')
  await vi.waitFor(() => expect(fake.settings.model.contextSize).toBeNull())
})

test('on a host without windows, the settings are a page with a way back', async () => {
  await using chat = await bench.open('/chat')
  const { page } = chat
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.waitForURL('**/settings')
  await page.getByRole('button', { name: 'Back to the chat' }).click()
  await page.waitForURL('**/chat')
  await page.getByLabel('Message to Kira').waitFor()
})

test('a section is in the address: others lead there, a reload stays there, and the way back is as short', async () => {
  const fake = createFakeCompanion()
  fake.model = { phase: 'failed', file: 'a', failure: new KiraError('MODEL_NOT_GGUF', { path: '/a' }).toFailure() }
  await using chat = await bench.open('/chat', { fake })
  const { page, complaints } = chat
  const chosen = () => page.getByRole('tab', { selected: true }).textContent()
  await page.getByRole('button', { name: 'Open settings' }).press('Enter')
  await page.waitForURL('**/settings#model')
  await page.getByRole('heading', { name: 'Models on this computer' }).waitFor()
  await page.getByRole('tab', { name: 'Avatar' }).click()
  await page.waitForURL('**/settings#avatar')
  await page.reload()
  await expect.poll(chosen).toBe('Avatar')

  // As the desktop does where the window is open already.
  await page.getByRole('button', { name: 'Add an avatar…' }).focus()
  await page.evaluate(() => window.location.assign('#model'))
  await expect.poll(chosen).toBe('Model')
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Model')
  await page.goto(new URL('/settings#nowhere', page.url()).href)
  await expect.poll(chosen).toBe('General')

  await page.getByRole('button', { name: 'Back to the chat' }).click()
  await page.waitForURL('**/chat')
  expect(complaints).toEqual([])
})

test('on a desktop, they are a window that is opened and hidden', async () => {
  const fake = createFakeCompanion()
  fake.hasWindows = true
  await using chat = await bench.open('/chat', { fake })
  await chat.page.getByRole('button', { name: 'Settings' }).click()
  await vi.waitFor(() => expect(fake.calls).toContainEqual({ path: 'windows.open', input: { name: 'settings' } }))
  fake.setModel({ phase: 'failed', file: 'a', failure: new KiraError('MODEL_DIED').toFailure() })
  await chat.page.getByRole('button', { name: 'Open settings' }).click()
  const input = { name: 'settings', section: 'model' }
  await vi.waitFor(() => expect(fake.calls).toContainEqual({ path: 'windows.open', input }))
  expect(new URL(chat.page.url()).pathname).toBe('/chat')
})
