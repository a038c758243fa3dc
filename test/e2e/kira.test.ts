import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildIfStale } from '../../scripts/lib/build.ts'
import { writeTinyModel } from '../llm/tiny-model.ts'
import { type AppDriver, type Host, poll } from './app-driver.ts'
import { doubleHost } from './double-host.ts'
import { electronHost } from './electron-host.ts'
import { type Glow, glow, isSeenThrough, readFace } from './face.ts'
import { replySteps, shownTags, watchText } from './shown-text.ts'
import { webHost } from './web-host.ts'

const hosts: Host[] = [webHost, doubleHost, electronHost]
const SAYS = ['[sad]', '▁I', '▁will', '▁miss', '▁you.', '[happy]', '▁But', '▁what', '▁a', '▁day!']
const ANSWER = 'I will miss you. But what a day!'

let home: string
beforeAll(() => {
  buildIfStale(join(import.meta.dirname, '../..'), () => console.log('building…'))
  home = mkdtempSync(join(tmpdir(), 'kira-e2e-'))
  writeTinyModel(join(home, 'says.gguf'), { says: SAYS })
  // It talks nonsense for as long as it may, and not too fast, so that there is time to stop it.
  const slow = { width: 384, layers: 6, contextLength: 8192 }
  writeTinyModel(join(home, 'nonsense.gguf'), { name: 'Chatterbox', ...slow })
  for (const { name, missing } of hosts) {
    if (missing) console.log(`The end-to-end spec is not run on: ${name}. ${missing}`)
  }
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

const messageBox = (chat: Page) => chat.getByRole('textbox', { name: 'Message to Kira' })
const said = (page: Page, who: 'You' | 'Kira') => page.getByRole('article', { name: new RegExp(`^${who}`) })
async function say(chat: Page, text: string): Promise<void> {
  await messageBox(chat).fill(text)
  await chat.getByRole('button', { name: 'Send' }).click()
}

describe.each(hosts.filter(({ missing }) => !missing))('Kira on the $name', (host) => {
  let app: AppDriver
  let dataDir: string
  let chat: Page
  let overlay: Page

  async function launch(): Promise<void> {
    app = await host.launch({ dataDir })
    chat = await app.page('chat')
    overlay = await app.page('overlay')
  }

  beforeAll(async () => {
    dataDir = join(home, host.name.replaceAll(' ', '-'))
    mkdirSync(dataDir)
    const settings = { model: { path: join(home, 'says.gguf') }, reply: { maxTokens: 4096 } }
    writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(settings))
    await launch()
  })
  afterAll(() => app?.close())

  test('she stands on a transparent page, and the chat waits for a message', async () => {
    await poll('her body', async () => (await readFace(overlay)).state === 'ready' || undefined)
    expect(await isSeenThrough(overlay)).toBe(true)
    await messageBox(chat).waitFor()
    expect(app.complaints).toEqual([])
  })

  test('a message is answered; each window hears it, and none ever shows a tag', async () => {
    await Promise.all([watchText(chat), watchText(overlay)])
    await say(chat, 'I got the job!')
    await said(chat, 'You').getByText('I got the job!').waitFor()
    await said(chat, 'Kira').getByText(ANSWER).waitFor()
    await overlay.getByText(ANSWER).waitFor()
    expect([await shownTags(chat), await shownTags(overlay)]).toEqual([[], []])
  })

  test('her face follows each sentence, and comes back', async () => {
    // A blink hides her eyes for a moment, so her colours are waited for as well.
    const shows = (emotion: 'happy' | 'sad', isColour: (seen: Glow) => boolean = () => true) =>
      poll(`her ${emotion} face`, async () => {
        const { weights } = await readFace(overlay)
        return ((weights[emotion] ?? 0) > 0.5 && isColour(await glow(overlay))) || undefined
      })
    const isCalm = () =>
      poll('her calm face', async () => {
        const { emotion, weights } = await readFace(overlay)
        const { neutral, happy } = await glow(overlay)
        const noFace = emotion === 'neutral' && (weights.happy ?? 0) < 0.2 && (weights.sad ?? 0) < 0.2
        return (noFace && neutral > 5 * happy) || undefined
      })

    await isCalm()
    await say(chat, 'I leave on Sunday.')
    // A page behind another one is drawn too seldom to be watched.
    await overlay.bringToFront()
    await shows('sad')
    await shows('happy', ({ neutral, happy }) => happy > neutral)
    await isCalm()
  })

  test('a setting that is changed in one window holds in the others', async () => {
    const settings = await app.page('settings')
    await settings.getByLabel('Language').selectOption('Français')
    await chat.getByRole('button', { name: 'Envoyer' }).waitFor()
    if (app.desktop?.order) {
      const { tray } = await app.desktop.look()
      expect(tray.map(({ label }) => label)).toContain('Réglages…')
    }
    await settings.getByLabel('Langue').selectOption('English')
    await chat.getByRole('button', { name: 'Send' }).waitFor()
  })

  test('another model is taken at once; its reply streams, and Stop ends it', async () => {
    const settings = await app.page('settings')
    await settings.getByRole('tab', { name: 'Model' }).click()
    await settings.getByLabel('Model file').fill(join(home, 'nonsense.gguf'))
    await settings.keyboard.press('Enter')
    await chat.getByText('Chatterbox').waitFor()
    await watchText(chat)
    await say(chat, 'Tell me everything.')
    await poll('a reply that grows', async () => (await replySteps(chat)) > 5 || undefined)
    await chat.getByRole('button', { name: 'Stop' }).click()
    await said(chat, 'Kira').last().getByText('You stopped her here.').waitFor()
    expect(await shownTags(chat)).toEqual([])
  })

  test('a page opens no window, goes nowhere else, and fetches nothing from elsewhere', async () => {
    const foreign = await chat.evaluate(async () => {
      const blocked: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective))
      const script = Object.assign(document.createElement('script'), { src: 'https://example.com/a.js' })
      const inline = Object.assign(document.createElement('script'), { textContent: 'window.ran = true' })
      const frame = Object.assign(document.createElement('iframe'), { src: 'https://example.com/' })
      document.body.append(script, inline, frame, Object.assign(new Image(), { src: 'https://example.com/a.png' }))
      await fetch('https://example.com/').catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, 100))
      for (const element of [script, inline, frame]) element.remove()
      return { blocked: [...new Set(blocked)].sort(), ran: 'ran' in window }
    })
    expect(foreign).toEqual({
      blocked: ['connect-src', 'frame-src', 'img-src', 'script-src-elem'],
      ran: false,
    })

    if (!app.desktop) return // A browser's tabs are the user's own business.
    const address = chat.url()
    const windows = (await app.desktop.look()).windows.length
    const opened = await chat.evaluate(() => [
      window.open('https://example.com/page'),
      window.open('file:///etc/passwd'),
      window.open('kira://app/settings'),
    ])
    expect(opened).toEqual([null, null, null])
    await chat.evaluate(() => window.location.assign('https://example.com/'))
    await chat.evaluate(() => window.location.assign('/settings'))
    await messageBox(chat).waitFor()
    expect(chat.url()).toBe(address)
    const after = await app.desktop.look()
    expect(after.windows).toHaveLength(windows)
    if (app.desktop.order) expect(after.opened).toEqual(['https://example.com/page'])
  })

  test('after a restart she knows what was said, and the starter model answers', async () => {
    await app.close()
    writeFileSync(join(dataDir, 'settings.json'), '{}')
    await launch()
    await said(chat, 'You').getByText('I got the job!').waitFor()
    await said(chat, 'Kira').getByText(ANSWER).first().waitFor()
    await said(chat, 'Kira').last().getByText('You stopped her here.').waitFor()

    await chat.getByText('Starter mind').waitFor()
    const before = await said(chat, 'Kira').count()
    await watchText(chat)
    await say(chat, 'hello')
    await said(chat, 'Kira').nth(before).getByRole('button', { name: 'Copy' }).waitFor()
    expect(await said(chat, 'Kira').nth(before).textContent()).toMatch(/\p{L}{2}/u)
    expect(await shownTags(chat)).toEqual([])
  })

  test('without the token a page is told so, and gets nothing', async () => {
    if (!app.web) return // On the desktop the door is a port that only Kira’s own windows have.
    const { origin } = app.web
    for (const address of [`${origin}/`, `${origin}/#token=${'x'.repeat(43)}`, `${origin}/overlay`]) {
      const stranger = await app.web.newPage(address)
      await stranger.getByText('Kira refused the connection.').waitFor()
      expect(await stranger.content()).not.toContain('I got the job!')
      await stranger.close()
    }
  })
})
