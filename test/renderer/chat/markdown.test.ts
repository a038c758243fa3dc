import { afterAll, beforeAll, expect, test } from 'vitest'
import { leadsOutside } from '../../../renderer/ui/OutsideLink.tsx'
import { createFakeCompanion, message } from '../fake-companion.ts'
import { createPageBench, type PageBench } from '../pages.ts'

let bench: PageBench
beforeAll(async () => {
  bench = await createPageBench()
})
afterAll(() => bench[Symbol.asyncDispose]())

const ATTACKS = [
  '<script>window.harmed = 1</script>',
  '<img src="x" onerror="window.harmed = 1">',
  '<svg onload="window.harmed = 1"></svg>',
  '<iframe srcdoc="<script>parent.harmed = 1</script>"></iframe>',
  '<a href="javascript:window.harmed = 1">click me</a>',
  '<style>body { display: none }</style>',
  '[click me](javascript:window.harmed=1)',
  '[click me](JaVaScRiPt:window.harmed=1)',
  '[click me](data:text/html,<script>opener.harmed=1</script>)',
  '[click me](vbscript:x)',
  '[click me](/settings)',
  '[click me](kira://app/settings)',
  '[click me](file:///etc/passwd)',
  '<javascript:window.harmed=1>',
  '![a picture](https://example.invalid/track.png)',
  '![a picture](javascript:window.harmed=1)',
  '![a"onerror="window.harmed=1](x)',
  '[[ref]]\n\n[ref]: javascript:window.harmed=1',
]

test('nothing that she writes runs, loads or leads this page away', async () => {
  const fake = createFakeCompanion()
  fake.messages = ATTACKS.map((text, index) => message({ id: `m${index}`, role: 'assistant', text }))
  await using chat = await bench.open('/chat', { fake, context: { viewport: { width: 1000, height: 4000 } } })
  const { page, complaints } = chat
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page
    .locator('.message')
    .nth(ATTACKS.length - 1)
    .waitFor()

  await expect.poll(() => page.locator('.markdown :is(script, img, svg, iframe, style, object, embed)').count()).toBe(0)
  const places = await page
    .locator('.markdown a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  expect(places).toEqual(['https://example.invalid/track.png'])
  for (const words of await page.getByText('click me').all()) await words.click()
  expect(await page.evaluate(() => Reflect.get(window, 'harmed'))).toBeUndefined()
  expect(new URL(page.url()).pathname).toBe('/chat')
  // Raw HTML is text: nobody loses what was written.
  await page.getByText('<script>window.harmed = 1</script>').waitFor()
  expect(asked.filter((url) => url.includes('example.invalid'))).toEqual([])
  expect(complaints).toEqual([])
})

test('a link opens a window that knows nothing of this one', async () => {
  const fake = createFakeCompanion()
  fake.messages = [
    message({
      id: 'm',
      role: 'assistant',
      text: 'See https://example.invalid/here and [this](https://example.invalid/).',
    }),
  ]
  await using chat = await bench.open('/chat', { fake })
  const { page } = chat
  await page.context().route('https://example.invalid/**', (route) => route.fulfill({ body: 'elsewhere' }))
  const link = page.getByRole('link', { name: 'this' })
  await expect.poll(() => link.getAttribute('rel')).toBe('noopener noreferrer')
  const [popup] = await Promise.all([page.context().waitForEvent('page'), link.click()])
  await popup.waitForLoadState()
  expect(await popup.evaluate(() => window.opener)).toBeNull()
  expect(new URL(page.url()).pathname).toBe('/chat')
})

test('in French no sign is left alone on a line; code, the clipboard and other languages keep what was written', async () => {
  const french =
    'Tu viens **demain** ? Elle a dit : « Oui ! »\n\n| a | b |\n| :- | -: |\n| quoi ? | `x ? y : z` |\n\n```\na ? b\n```'
  const fake = createFakeCompanion()
  fake.messages = [
    message({ id: 'fr', role: 'assistant', text: french }),
    message({ id: 'en', role: 'assistant', text: 'Is that what you want ? I see : yes.' }),
    message({ id: 'user', role: 'user', text: 'Et toi ?' }),
  ]
  await using chat = await bench.open('/chat', { fake })
  const { page } = chat
  const [reply, other] = [page.locator('.markdown').first(), page.locator('.markdown').last()]
  await expect
    .poll(() => reply.locator('p').textContent())
    .toBe('Tu viens demain\u202f? Elle a dit\u00a0: «\u00a0Oui\u202f!\u00a0»')
  const cells = await reply.locator('td, pre').evaluateAll((all) => all.map(({ textContent }) => textContent))
  expect(cells).toEqual(['quoi\u202f?', 'x ? y : z', 'a ? b\n'])
  await expect.poll(() => other.textContent()).toBe('Is that what you want ? I see : yes.')
  await expect.poll(() => page.locator('.user .speech').textContent()).toBe('Et toi ?')

  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  await page.getByRole('button', { name: 'Copy' }).first().click()
  await expect.poll(clipboard).toBe(french)
  await reply.locator('p').evaluate((words) => document.getSelection()?.selectAllChildren(words))
  await page.keyboard.press('ControlOrMeta+C')
  await expect.poll(clipboard).toBe('Tu viens demain ? Elle a dit : « Oui ! »')
})

test('what the user writes is never Markdown', async () => {
  const fake = createFakeCompanion()
  fake.messages = [message({ id: 'm', role: 'user', text: '**bold** <b>b</b>\n  # no title' })]
  await using chat = await bench.open('/chat', { fake })
  const speech = chat.page.locator('.user .speech')
  await speech.waitFor()
  await expect.poll(() => speech.evaluate((text) => text.childElementCount)).toBe(0)
  await expect.poll(() => speech.textContent()).toBe('**bold** <b>b</b>\n  # no title')
})

test('only web and mail addresses lead outside', () => {
  expect(['https://a.b', 'HTTP://a.b', 'mailto:a@b.c'].every(leadsOutside)).toBe(true)
  expect(['', '/x', '#x', '//a.b', 'x', 'javascript:1', 'data:,', 'file:///x', ' https://a.b'].some(leadsOutside)).toBe(
    false,
  )
})
