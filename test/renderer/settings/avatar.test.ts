import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type AvatarInfo, avatarProfileSchema, KiraError, type MotionInfo } from '../../../electron/contract/index.ts'
import { makeVrma } from '../../avatar/make-motions.ts'
import { createFakeCompanion, KIRA } from '../fake-companion.ts'
import { createPageBench, type OpenOptions, type OpenPage, type PageBench } from '../pages.ts'

let bench: PageBench
beforeAll(async () => {
  bench = await createPageBench()
})
afterAll(() => bench[Symbol.asyncDispose]())

/** Drawing without a graphics card takes its time. */
const PATIENCE = { timeout: 60_000 }

const GODETTE: AvatarInfo = {
  ...KIRA,
  id: 'a'.repeat(64),
  name: 'Godette',
  spec: '0.x',
  triangles: 43_210,
  bytes: 12_345_678,
  licence: {
    authors: ['SirRichard94'],
    copyright: null,
    licence: 'https://example.com/licence',
    mayBeUsedBy: 'onlySeparatelyLicensedPerson',
    commercialUse: 'personal',
    violence: null,
    sexual: false,
    modification: 'own',
    creditNecessary: true,
  },
}
const DANCE: MotionInfo = {
  id: 'd'.repeat(64),
  name: 'dance.vrma',
  kind: 'vrma',
  bytes: 43_000,
  url: '/motions/dance.vrma',
}

async function openAvatar(options: OpenOptions = {}): Promise<OpenPage> {
  const settings = await bench.open('/settings', options)
  await settings.page.getByRole('tab', { name: 'Avatar' }).click()
  return settings
}

const canvas = (page: Page) => page.locator('.avatar-picture canvas')
const region = (page: Page, name: string) => page.getByRole('region', { name })
const emotion = (page: Page, name: string) => page.getByRole('group', { name })
/** Her face is only tried out once somebody comes to where it is told. */
const goToFace = (page: Page) => page.getByRole('heading', { name: 'What her face shows' }).scrollIntoViewIfNeeded()
const showing = (page: Page) => canvas(page).getAttribute('data-emotion')

function withGodette() {
  const fake = createFakeCompanion()
  fake.avatars.push(GODETTE)
  return fake
}

test('each body tells what it is and what may be done with it, and no address in it is a link', async () => {
  await using settings = await openAvatar({ fake: withGodette() })
  const { page, complaints } = settings
  const card = region(page, 'Bodies').getByRole('listitem').filter({ hasText: 'Godette' })
  await card.getByText('VRM 0.x · 43,210 triangles · 12.3 MB').waitFor()
  await card.getByText('Who made it').click()
  const facts = await card.locator('dl > div').evaluateAll((rows) => rows.map((row) => row.textContent))
  expect(facts).toEqual([
    'Made bySirRichard94',
    'Copyrightthe file doesn’t say',
    'Licencehttps://example.com/licence',
    'Who may use itonly people whom its author gave leave',
    'To earn moneyallowed to single people',
    'Changing itallowed, for yourself',
    'Naming the authorneeded',
    'In scenes of violencethe file doesn’t say',
    'In sexual scenesnot allowed',
  ])
  expect(await card.getByRole('link').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('a body is chosen and, after a question, removed: all by keyboard', async () => {
  await using settings = await openAvatar({ fake: withGodette() })
  const { page, fake } = settings
  const choose = page.getByRole('button', { name: 'Choose Godette' })
  await choose.focus()
  await page.keyboard.press('Enter')
  await vi.waitFor(() => expect(fake.settings.avatar.id).toBe(GODETTE.id))
  await expect.poll(() => choose.getAttribute('aria-pressed')).toBe('true')
  await page.getByRole('img', { name: 'Godette' }).waitFor()
  expect(await page.getByRole('button', { name: 'Remove Kira' }).count()).toBe(0)

  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const question = page.getByRole('dialog', { name: 'Remove Godette?' })
  await question.waitFor()
  await page.keyboard.press('Escape')
  await question.waitFor({ state: 'hidden' })
  expect(fake.avatars).toContain(GODETTE)

  await page.keyboard.press('Enter')
  await question.waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('Godette was removed.').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Bodies')
  expect(fake.settings.avatar.id).toBe('kira')
  await page.getByRole('img', { name: 'Kira' }).waitFor()
})

test('a file is added by a button, and one that is no use is refused with a reason', async () => {
  await using settings = await openAvatar()
  const { page, fake } = settings
  const add = async (name: string) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Add an avatar…' }).press('Enter')
    await (await chooser).setFiles({ name, mimeType: 'model/gltf-binary', buffer: Buffer.from('glTF') })
  }
  fake.refuseFile = new KiraError('AVATAR_UNREADABLE', { detail: 'it ends too early' })
  await add('broken.vrm')
  await page.getByRole('alert').filter({ hasText: 'it ends too early' }).waitFor(PATIENCE)
  expect(fake.avatars).toEqual([KIRA])

  // What is called so is Kira's own file here, and can be drawn.
  await add('kira.vrm')
  await page.getByRole('button', { name: 'Choose kira.vrm' }).and(page.locator('[aria-pressed=true]')).waitFor(PATIENCE)
  expect(Object.keys(fake.avatar.profile?.effective ?? {})).toContain('happy')
})

test('how she is shown is saved at once, and the picture beside it follows', async () => {
  await using settings = await openAvatar()
  const { page, fake } = settings
  await page.getByLabel('In the picture').selectOption({ label: 'Head and shoulders' })
  await vi.waitFor(() => expect(fake.settings.avatar.framing).toBe('bust'))
  await page.getByRole('slider', { name: 'Turn' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByText('5° to her left').waitFor()
  await vi.waitFor(() => expect(fake.settings.avatar.turn).toBe(5))
  await page.getByRole('slider', { name: 'Body language' }).press('Home')
  await vi.waitFor(() => expect(fake.settings.avatar.bodyLanguage).toBe(0))
  await canvas(page).and(page.locator('[data-avatar-state=ready]')).waitFor(PATIENCE)
  await page.getByLabel('Night colours').selectOption({ label: 'Always' })
  await expect.poll(() => canvas(page).getAttribute('data-weights'), PATIENCE).toContain('"night"')
  await vi.waitFor(() => expect(fake.settings.avatar.night).toBe('always'))
  await page.getByRole('switch', { name: 'Show what she costs' }).press('Space')
  await vi.waitFor(() => expect(fake.settings.avatar.numbers).toBe(true))
})

test('an emotion is shown on the picture for a moment, and another expression for it at once', async () => {
  await using settings = await openAvatar()
  const { page, fake, complaints } = settings
  await goToFace(page)
  const sad = emotion(page, 'sad')
  await sad.getByText('The expression made for it: sad · clearly visible').waitFor(PATIENCE)
  await canvas(page).and(page.locator('[data-avatar-state=ready]')).waitFor(PATIENCE)
  await sad.getByRole('button', { name: 'Show: sad' }).click()
  await page.getByRole('status').filter({ hasText: /^sad$/ }).waitFor()
  await expect.poll(() => showing(page), PATIENCE).toBe('sad')
  await expect.poll(() => showing(page), PATIENCE).toBe('neutral')
  await page.getByRole('status').filter({ hasText: /^sad$/ }).waitFor({ state: 'detached' })

  await sad.getByLabel('Shown by').selectOption('angry')
  const choice = { sad: { expression: 'angry', strength: 1 } }
  // What is found on her own body is not kept: the next version may have another one.
  await vi.waitFor(() => expect(fake.profiles.get('kira')).toEqual({ avatar: 'kira', effective: {}, choices: choice }))
  await sad.getByText('Another expression of this avatar: angry').waitFor()
  await expect.poll(() => showing(page), PATIENCE).toBe('sad')
  await expect.poll(() => canvas(page).getAttribute('data-weights'), PATIENCE).toContain('"angry"')

  await sad.getByRole('slider', { name: 'Strength' }).press('Home')
  await vi.waitFor(() => expect(fake.profiles.get('kira')?.choices.sad?.strength).toBe(0.1))
  await sad.getByText('angry 10%').waitFor()

  await sad.getByLabel('Shown by').selectOption({ label: 'Head and body only' })
  await sad.getByText('Head, body and colour alone; no expression.').waitFor()
  expect(await sad.getByRole('slider').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('what was chosen for a face is exported as JSON, and taken back', async () => {
  const fake = withGodette()
  const profile = {
    avatar: GODETTE.id,
    effective: { happy: 900, sad: 20, blink: 300 },
    choices: { fear: { expression: 'sad', strength: 0.5 } },
  }
  fake.settings = { ...fake.settings, avatar: { ...fake.settings.avatar, id: GODETTE.id } }
  fake.avatar = { info: GODETTE, profile, motions: [] }
  await using settings = await openAvatar({ fake })
  const { page } = settings
  await goToFace(page)
  await emotion(page, 'sad').getByText('sad · hardly visible').waitFor()
  await emotion(page, 'angry').getByText('Head, body and colour alone').waitFor()
  // Lids are no faces.
  expect(await emotion(page, 'angry').getByRole('option').allTextContents()).toEqual([
    'Proposed: head and body',
    'Head and body only',
    'happy',
    'sad',
  ])

  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export as JSON' }).click()
  const download = await saved
  expect(download.suggestedFilename()).toBe('Godette.json')
  const text = await readFile(await download.path(), 'utf8')
  expect(avatarProfileSchema.parse(JSON.parse(text))).toEqual(profile)

  const back = page.getByRole('button', { name: 'Back to what is proposed' })
  await back.click()
  await page.getByText('All emotions are shown as proposed again.').waitFor()
  expect(fake.profiles.get(GODETTE.id)).toEqual({ ...profile, choices: {} })
  await expect.poll(() => back.isDisabled()).toBe(true)
})

test('choices are imported from JSON, as far as the avatar has such expressions; another file changes nothing', async () => {
  const fake = withGodette()
  const profile = { avatar: GODETTE.id, effective: { happy: 900, sad: 20, blink: 300 }, choices: {} }
  fake.settings = { ...fake.settings, avatar: { ...fake.settings.avatar, id: GODETTE.id } }
  fake.avatar = { info: GODETTE, profile, motions: [] }
  await using settings = await openAvatar({ fake })
  const { page, complaints } = settings
  await goToFace(page)
  const choose = async (name: string, text: string) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Import from JSON…' }).press('Enter')
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
  }

  const wrong = ['{"avatar":', '"text"', JSON.stringify({ ...profile, choices: { sad: { strength: 9 } } })]
  for (const [number, text] of wrong.entries()) {
    // By its own name each: the one before may still be complained about.
    await choose(`shopping ${number}.json`, text)
    await page
      .getByRole('alert')
      .filter({ hasText: `shopping ${number}.json says nothing of a face` })
      .waitFor()
  }
  await choose('large.json', `${JSON.stringify(profile)}${' '.repeat(1_000_000)}`)
  await page.getByRole('alert').filter({ hasText: 'large.json says nothing of a face' }).waitFor()
  expect(fake.profiles.size).toBe(0)

  const fear = { expression: 'sad', strength: 0.5 }
  const choices = { fear, angry: { expression: 'Grr', strength: 1 }, disgust: { expression: '', strength: 1 } }
  await choose('Mona.json', JSON.stringify({ avatar: 'b'.repeat(64), effective: { sad: 5, Grr: 9 }, choices }))
  await page.getByText('what Mona.json chooses, but for expressions that it doesn’t have: Grr.').waitFor()
  expect(fake.profiles.get(GODETTE.id)).toEqual({ ...profile, choices: { fear, disgust: choices.disgust } })
  await emotion(page, 'afraid').getByText('sad 50%').waitFor()
  expect(await page.getByRole('alert').filter({ hasText: 'says nothing of a face' }).count()).toBe(0)
  expect(complaints).toEqual([])
})

test('a movement is played on the picture, even where less motion is wanted', async () => {
  const fake = createFakeCompanion()
  fake.motions.push(DANCE)
  await using settings = await openAvatar({ fake })
  const { page, complaints } = settings
  const file = makeVrma({ arm: [0, 1, 0], hips: [1, 1, 1], seconds: 4, happy: [0, 1, 0] })
  await page.route('**/motions/dance.vrma', (route) => route.fulfill({ body: Buffer.from(file) }))
  await canvas(page).and(page.locator('[data-avatar-state=ready]')).waitFor(PATIENCE)
  await page.getByRole('button', { name: 'Play: dance.vrma' }).click()
  await page
    .getByRole('status')
    .filter({ hasText: /^dance.vrma$/ })
    .waitFor(PATIENCE)
  await expect.poll(() => canvas(page).getAttribute('data-weights'), PATIENCE).toContain('"happy"')
  expect(complaints).toEqual([])
})

test('a movement stands for a gesture until it is removed, and one that can’t be played says why', async () => {
  const fake = createFakeCompanion()
  fake.motions.push(DANCE)
  await using settings = await openAvatar({ fake })
  const { page } = settings
  await page.route('**/motions/dance.vrma', (route) => route.fulfill({ status: 404 }))
  const gestures = region(page, 'Gestures')
  const waving = gestures.getByRole('combobox', { name: 'Waving' })
  await gestures.getByText('VRM animation · 43 kB').waitFor()
  await waving.selectOption('dance.vrma')
  await vi.waitFor(() => expect(fake.settings.avatar.motions.wave).toBe(DANCE.id))

  await gestures.getByRole('button', { name: 'Play: Waving' }).click()
  await gestures.getByRole('alert').filter({ hasText: 'dance.vrma can’t be used' }).waitFor(PATIENCE)
  await gestures.getByText('of her gestures, Kira only nods').waitFor()

  await gestures.getByRole('button', { name: 'Remove dance.vrma' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByText('dance.vrma was removed.').waitFor()
  expect(fake.settings.avatar.motions.wave).toBeNull()
  await expect.poll(() => waving.getByRole('option').allTextContents()).toEqual(['Kira’s own'])
  expect(await gestures.getByRole('button', { name: /^Remove/ }).count()).toBe(0)
})

test('on a page of 360 pixels, nothing is cut off at the side and the picture stays in sight', async () => {
  const fake = withGodette()
  await using settings = await openAvatar({ fake, context: { viewport: { width: 360, height: 700 } } })
  const { page } = settings
  await goToFace(page)
  await emotion(page, 'disgusted').getByLabel('Shown by').waitFor(PATIENCE)
  const widths = await page.locator('.settings-main').evaluate((main) => [main.scrollWidth, main.clientWidth])
  expect(widths[0]).toBe(widths[1])
  await emotion(page, 'disgusted').scrollIntoViewIfNeeded()
  const box = await canvas(page).boundingBox()
  expect(box?.y).toBeGreaterThanOrEqual(0)
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(700)
})

test('where nothing can be drawn, the page says so, and the settings still work', async () => {
  await using settings = await bench.open('/settings')
  const { page, fake } = settings
  await page.evaluate(() => {
    HTMLCanvasElement.prototype.getContext = () => null
  })
  await page.getByRole('tab', { name: 'Avatar' }).click()
  await page
    .locator('.avatar-preview')
    .getByRole('alert')
    .filter({ hasText: 'The avatar could not be shown' })
    .waitFor()
  await page.getByRole('switch', { name: 'Speech bubble' }).press('Space')
  await vi.waitFor(() => expect(fake.settings.overlay.bubble).toBe(false))
})
