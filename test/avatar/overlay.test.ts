import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EMOTIONS, KiraError, type Rect, type Settings } from '../../electron/contract/index.ts'
import { contains } from '../../renderer/overlay/shape.ts'
import { CALM, createFakeCompanion, type FakeCompanion, KIRA, message } from '../renderer/fake-companion.ts'
import { KIRA_FILE } from './avatar-lab.ts'
import { createOverlayBench, type OverlayBench } from './overlay-bench.ts'

let bench: OverlayBench
beforeAll(async () => {
  bench = await createOverlayBench()
})
afterAll(() => bench[Symbol.asyncDispose]())

/** Long enough for a busy machine; what is polled for mostly comes at once. */
const SOON = { timeout: 20_000 }
const READY = 'canvas[data-avatar-state="ready"]'

async function weightsOf(canvas: Locator): Promise<Record<string, number>> {
  return JSON.parse((await canvas.getAttribute('data-weights')) ?? '{}')
}

/** Lets her begin a reply, as the chat does. */
function beginReply(fake: FakeCompanion): void {
  const reply = message({ id: `reply-${fake.messages.length}`, role: 'assistant', text: '', status: 'streaming' })
  fake.messages.push(reply)
  fake.emit({ type: 'reply-start', message: { ...reply }, replaces: null })
}

/** The shapes that the page reported, in order. */
const shapes = (fake: FakeCompanion): Rect[][] =>
  fake.calls.flatMap(({ path, input }) =>
    path === 'windows.setOverlayShape' ? [(input as { rects: Rect[] }).rects] : [],
  )

const picture = async (page: Page) => PNG.sync.read(await page.screenshot({ omitBackground: true }))

/** How many pixels differ clearly. */
function difference(a: PNG, b: PNG): number {
  let count = 0
  for (let i = 0; i < a.data.length; i += 4) {
    if ([0, 1, 2].some((c) => Math.abs((a.data[i + c] ?? 0) - (b.data[i + c] ?? 0)) > 40)) count++
  }
  return count
}

describe('the overlay', () => {
  test('shows her whole body on a transparent page, and takes the mouse nowhere else', async () => {
    await using overlay = await bench.open({ context: { reducedMotion: 'reduce' } })
    const { page, fake, complaints } = overlay
    await page.waitForSelector(READY)
    await expect.poll(() => shapes(fake).at(-1)?.length, SOON).toBeGreaterThan(4)
    const body = shapes(fake).at(-1) ?? []
    const { settings } = fake
    const top = Math.min(...body.map(({ y }) => y))
    const bottom = Math.max(...body.map(({ y, height }) => y + height))
    expect(bottom - top).toBeGreaterThan(settings.overlay.height * 0.85)
    expect(bottom - top).toBeLessThanOrEqual(settings.overlay.height)

    const png = await picture(page)
    const opaque = (x: number, y: number) => (png.data[(Math.round(y) * png.width + Math.round(x)) * 4 + 3] ?? 0) > 0
    let outside = 0
    let inside = 0
    let beside = 0
    for (let y = 0; y < png.height; y++) {
      for (let x = 0; x < png.width; x++) {
        const takesMouse = contains(body, x, y)
        if (takesMouse && !opaque(x, y)) beside++
        if (!opaque(x, y)) continue
        if (takesMouse) inside++
        else outside++
      }
    }
    expect(inside).toBeGreaterThan(10_000)
    expect(outside / inside).toBeLessThan(0.01)
    // The mouse is hardly ever caught where nothing is to be seen.
    expect(beside / inside).toBeLessThan(0.8)
    expect(complaints).toEqual([])
  })

  test('each emotion rises on her face, colours her, and goes again', async () => {
    await using overlay = await bench.open({ context: { reducedMotion: 'reduce' } })
    const { page, fake } = overlay
    const canvas = page.locator(READY)
    await canvas.waitFor()
    const calm = await picture(page)
    for (const emotion of EMOTIONS.filter((name) => name !== 'neutral')) {
      beginReply(fake)
      fake.say('', emotion, 1)
      await expect.poll(async () => (await weightsOf(canvas))[emotion], SOON).toBe(1)
      expect(await canvas.getAttribute('data-emotion')).toBe(emotion)
      expect(difference(calm, await picture(page)), emotion).toBeGreaterThan(300)
      fake.end()
    }
    await expect.poll(() => canvas.getAttribute('data-emotion'), SOON).toBe('neutral')
    await expect.poll(async () => (await weightsOf(canvas)).disgust, SOON).toBeUndefined()
  })

  test('what the user feels shows on her face while she listens, as strong as it is, and goes again', async () => {
    await using overlay = await bench.open({ context: { reducedMotion: 'reduce' } })
    const { page, fake } = overlay
    const canvas = page.locator(READY)
    await canvas.waitFor()
    const calm = await picture(page)
    for (const [emotion, intensity, face, weight] of [
      ['angry', 1, 'sad', 0.64],
      ['happy', 0.6, 'happy', 0.422],
      ['disgust', 0.6, 'disgust', 0.226],
    ] as const) {
      const emit = () => fake.emit({ type: 'user-emotion-detected', emotion, intensity, messageId: 'm1' })
      emit()
      await expect.poll(async () => (await weightsOf(canvas))[face], SOON).toBe(weight)
      // Felt again each time: a slow machine takes its picture of it late.
      const seen = async () => {
        emit()
        return difference(calm, await picture(page))
      }
      await expect.poll(seen, { ...SOON, message: emotion }).toBeGreaterThan(300)
    }
    // No answer comes.
    await expect.poll(() => canvas.getAttribute('data-emotion'), SOON).toBe('neutral')

    fake.emit({ type: 'user-emotion-detected', emotion: 'fear', intensity: 1, messageId: 'm2' })
    await expect.poll(async () => (await weightsOf(canvas)).sad, SOON).toBe(0.64)
    beginReply(fake)
    fake.say('I am here. ', 'relaxed', 1)
    await expect.poll(() => canvas.getAttribute('data-emotion'), SOON).toBe('relaxed')
    await expect.poll(async () => (await weightsOf(canvas)).sad, SOON).toBeUndefined()
  })

  test('her mood lies under her faces: it is there when she comes, follows, and shows again after a feeling', async () => {
    const fake = createFakeCompanion()
    fake.mood = { ...CALM, face: { emotion: 'sad', weight: 0.13 }, restlessness: 0.4 }
    await using overlay = await bench.open({ fake, context: { reducedMotion: 'reduce' } })
    const canvas = overlay.page.locator(READY)
    await canvas.waitFor()
    await expect.poll(async () => (await weightsOf(canvas)).sad, SOON).toBe(0.13)
    expect(await canvas.getAttribute('data-restlessness')).toBe('0.4')
    expect(await canvas.getAttribute('data-emotion')).toBe('neutral')

    beginReply(fake)
    fake.say('', 'surprised', 1)
    await expect.poll(async () => (await weightsOf(canvas)).surprised, SOON).toBe(1)
    fake.end()
    await expect.poll(async () => (await weightsOf(canvas)).sad, SOON).toBe(0.13)

    fake.setMood({ ...CALM, face: { emotion: 'relaxed', weight: 0.1 }, restlessness: 0.5 })
    await expect.poll(async () => (await weightsOf(canvas)).relaxed, SOON).toBe(0.1)
    await expect.poll(async () => (await weightsOf(canvas)).sad, SOON).toBeUndefined()
  })

  test('a faint feeling is seen, and a strong one is seen better', async () => {
    await using overlay = await bench.open({ context: { reducedMotion: 'reduce' } })
    const { page, fake } = overlay
    const canvas = page.locator(READY)
    await canvas.waitFor()
    const calm = await picture(page)
    const seen = async (intensity: number, weight: number) => {
      fake.say('', 'sad', intensity)
      await expect.poll(async () => (await weightsOf(canvas)).sad, SOON).toBe(weight)
      return difference(calm, await picture(page))
    }
    beginReply(fake)
    const faint = await seen(0.3, 0.51)
    expect(faint).toBeGreaterThan(300)
    expect(await seen(1, 1)).toBeGreaterThan(faint)
  })

  test('her words come in a bubble at reading pace, with the feeling named, and the mouse can reach it', async () => {
    await using overlay = await bench.open()
    const { page, fake, complaints } = overlay
    await page.waitForSelector(READY)
    beginReply(fake)
    const bubble = page.locator('.speech-bubble')
    await bubble.waitFor()
    expect(await bubble.getAttribute('data-phase')).toBe('thinking')
    fake.say('I am **so** glad that you told me about it. ', 'happy')
    await expect.poll(() => bubble.textContent(), SOON).toMatch(/happyI/)
    expect((await bubble.textContent())?.length).toBeLessThan('happyI am so glad that you told me about it.'.length)
    await expect.poll(() => bubble.textContent(), SOON).toBe('happyI am so glad that you told me about it.')
    expect(await bubble.locator('strong').textContent()).toBe('so')
    fake.end()
    const body = await page.evaluate(() => document.querySelectorAll('.speech-bubble').length)
    expect(body).toBe(1)
    const all = shapes(fake).map((shape) => JSON.stringify(shape))
    expect(all.filter((shape, index) => shape === all[index - 1])).toEqual([])
    expect(complaints).toEqual([])
  })

  test('what she says in French stands in the bubble with no sign alone on a line', async () => {
    await using overlay = await bench.open()
    const { page, fake } = overlay
    await page.waitForSelector(READY)
    beginReply(fake)
    fake.say('Tu viens ? `a ? b` « Oui ! »')
    const words = page.locator('.speech-words')
    await expect.poll(() => words.textContent(), SOON).toBe('Tu viens\u202f? a ? b «\u00a0Oui\u202f!\u00a0»')
  })

  test('without the bubble she shows the feeling only', async () => {
    const fake = createFakeCompanion({
      settings: { overlay: { visible: true, alwaysOnTop: true, bubble: false, height: 400 } },
    })
    await using overlay = await bench.open({ fake })
    const canvas = overlay.page.locator(READY)
    await canvas.waitFor()
    beginReply(fake)
    fake.say('Hm.', 'sad')
    await expect.poll(() => canvas.getAttribute('data-emotion'), SOON).toBe('sad')
    expect(await overlay.page.locator('.speech-bubble').count()).toBe(0)
    expect((await canvas.boundingBox())?.height).toBe(400)
  })

  test('the controls come with the mouse or the keyboard, work, and leave again', async () => {
    const fake = createFakeCompanion()
    fake.hasWindows = true
    await using overlay = await bench.open({ fake })
    const { page } = overlay
    await page.waitForSelector(READY)
    const controls = page.getByRole('toolbar')
    await expect.poll(() => shapes(fake).at(-1)?.length, SOON).toBeGreaterThan(4)
    const [body] = shapes(fake).at(-1) ?? []
    const parts = shapes(fake).at(-1)?.length ?? 0
    const [x, y] = [(body?.x ?? 0) + (body?.width ?? 0) / 2, (body?.y ?? 0) + (body?.height ?? 0) / 2]

    // On the desktop, the companion tells where the mouse is.
    fake.emit({ type: 'pointer-moved', x, y })
    await expect.poll(() => controls.getAttribute('data-awake'), SOON).toBe('true')
    await expect.poll(() => shapes(fake).at(-1), SOON).toHaveLength(parts + 1)
    fake.emit({ type: 'pointer-moved', x: -500, y: -500 })
    await expect.poll(() => controls.getAttribute('data-awake'), SOON).toBe('false')

    await page.keyboard.press('Tab')
    await expect.poll(() => controls.getAttribute('data-awake'), SOON).toBe('true')
    await page.keyboard.press('ArrowLeft')
    await page.getByRole('button', { name: 'Open the chat' }).click()
    await page.getByRole('button', { name: 'Hide Kira' }).click()
    const asked = () => fake.calls.filter(({ path }) => /move|open|close/.test(path))
    await expect.poll(asked, SOON).toEqual([
      { path: 'windows.moveOverlay', input: { dx: -16, dy: 0 } },
      { path: 'windows.open', input: { name: 'chat' } },
      { path: 'windows.close', input: { name: 'overlay' } },
    ])
  })

  test('she is dragged by her body, the way that the mouse goes, in few calls', async () => {
    await using overlay = await bench.open()
    const { page, fake } = overlay
    await page.waitForSelector(READY)
    await page.mouse.move(236, 400)
    await page.mouse.down()
    await page.mouse.move(336, 340, { steps: 50 })
    await page.mouse.up()
    const moves = () =>
      fake.calls.flatMap(({ path, input }) =>
        path === 'windows.moveOverlay' ? [input as { dx: number; dy: number }] : [],
      )
    const way = () => moves().reduce(({ dx, dy }, move) => ({ dx: dx + move.dx, dy: dy + move.dy }), { dx: 0, dy: 0 })
    await expect.poll(way, SOON).toEqual({ dx: 100, dy: -60 })
    expect(moves().length).toBeLessThanOrEqual(50)
  })

  test('her eyes follow the mouse', async () => {
    await using overlay = await bench.open({ context: { reducedMotion: 'reduce' } })
    const { page, fake } = overlay
    const canvas = page.locator(READY)
    await canvas.waitFor()
    fake.emit({ type: 'pointer-moved', x: 2000, y: 100 })
    await expect.poll(async () => (await weightsOf(canvas)).lookLeft ?? 0, SOON).toBeGreaterThan(0.2)
    fake.emit({ type: 'pointer-moved', x: -1500, y: 100 })
    await expect.poll(async () => (await weightsOf(canvas)).lookRight ?? 0, SOON).toBeGreaterThan(0.2)
  })

  test('a hidden page is not drawn', async () => {
    await using overlay = await bench.open()
    const { page, fake } = overlay
    const canvas = page.locator(READY)
    await canvas.waitFor()
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { get: () => true, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    fake.emit({ type: 'user-emotion-detected', emotion: 'happy', intensity: 1, messageId: 'm1' })
    const before = await weightsOf(canvas)
    await page.waitForTimeout(1000)
    expect(await weightsOf(canvas)).toEqual(before)
    expect(before.happy).toBeUndefined()
  })
})

describe('the picture of her', () => {
  const settings = (fake: FakeCompanion, avatar: Partial<Settings['avatar']>) => {
    fake.settings = { ...fake.settings, avatar: { ...fake.settings.avatar, ...avatar } }
    fake.emit({ type: 'settings-changed', settings: fake.settings })
  }
  /** How many pixels of the page are not empty. */
  const filled = async (page: Page) => {
    const { data } = await picture(page)
    let count = 0
    for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) > 0) count++
    return count
  }

  test('is framed, lit and turned as the settings say, on the same canvas, and the mouse goes by what is seen', async () => {
    await using overlay = await bench.open({ context: { reducedMotion: 'reduce' } })
    const { page, fake } = overlay
    await page.waitForSelector(READY)
    await expect.poll(() => shapes(fake).at(-1)?.length, SOON).toBeGreaterThan(4)
    const parts = shapes(fake).at(-1)?.length ?? 0
    const [full, before] = [await filled(page), await picture(page)]

    settings(fake, { framing: 'face' })
    await expect.poll(() => filled(page), SOON).toBeGreaterThan(1.3 * full)
    await expect.poll(() => shapes(fake).at(-1)?.length, SOON).toBeLessThan(parts)
    settings(fake, { framing: 'full', turn: 90 })
    await expect.poll(async () => (await filled(page)) / full, SOON).toBeLessThan(0.9)
    settings(fake, { turn: 0, light: 0.3 })
    await expect.poll(async () => difference(before, await picture(page)), SOON).toBeGreaterThan(5000)
    settings(fake, { light: 1 })
    await expect.poll(async () => difference(before, await picture(page)), SOON).toBeLessThan(2500)
  })

  test('says what it costs, where that is wanted, in words that screen readers leave out', async () => {
    const fake = createFakeCompanion()
    await using overlay = await bench.open({ fake })
    const { page } = overlay
    await page.waitForSelector(READY)
    const numbers = page.locator('.avatar-numbers')
    expect(await numbers.count()).toBe(0)
    settings(fake, { numbers: true, quality: 'low' })
    await expect
      .poll(() => numbers.textContent(), SOON)
      .toMatch(/^\d+ fps · [\d.]+ ms · \d+ draw calls · \d+ triangles · \d+ textures · low$/)
    expect(await numbers.getAttribute('aria-hidden')).toBe('true')
    settings(fake, { numbers: false })
    await expect.poll(() => numbers.count(), SOON).toBe(0)
  })

  test('has a name that says who she is and how she feels', async () => {
    await using overlay = await bench.open({ context: { reducedMotion: 'reduce' } })
    const { page, fake } = overlay
    await page.waitForSelector(READY)
    await page.getByRole('img', { name: 'Kira, neutral' }).waitFor()
    beginReply(fake)
    fake.say('', 'happy', 1)
    await page.getByRole('img', { name: 'Kira, happy' }).waitFor()
    await expect.poll(() => page.locator('.kira-body [role="status"]').textContent(), SOON).toBe('Kira, happy')
    fake.settings = { ...fake.settings, language: 'fr' }
    fake.emit({ type: 'settings-changed', settings: fake.settings })
    await page.getByRole('img', { name: 'Kira, joyeuse' }).waitFor()
  })

  test('is not drawn while the screen is locked or the window hidden, and goes on after', async () => {
    await using overlay = await bench.open()
    const { page, fake } = overlay
    const canvas = page.locator(READY)
    await canvas.waitFor()
    fake.emit({ type: 'overlay-seen', seen: false })
    await page.waitForTimeout(300)
    fake.emit({ type: 'user-emotion-detected', emotion: 'happy', intensity: 1, messageId: 'm1' })
    await page.waitForTimeout(1000)
    expect((await weightsOf(canvas)).happy).toBeUndefined()
    fake.emit({ type: 'overlay-seen', seen: true })
    fake.emit({ type: 'user-emotion-detected', emotion: 'sad', intensity: 1, messageId: 'm2' })
    await expect.poll(async () => (await weightsOf(canvas)).sad, SOON).toBeGreaterThan(0.3)
  })
})

describe('bringing her another body', () => {
  /** Drops a file onto the page, as from a folder. */
  const drop = async (page: Page, name: string, bytes: Buffer) => {
    const transfer = await page.evaluateHandle(
      ([fileName, base64]) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], fileName))
        return transfer
      },
      [name, bytes.toString('base64')] as const,
    )
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer })
    const hint = await page.locator('.bring-here').textContent()
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
    return hint
  }
  const asked = (fake: FakeCompanion) =>
    fake.calls.map(({ path }) => path).filter((path) => /avatars|motions|change/.test(path))
  const url = (page: Page) => page.locator('canvas.avatar').getAttribute('data-avatar-url')

  /** Avatars are served from a folder that the companion put them into. */
  async function openWith(files: Record<string, Buffer>) {
    const avatarsDir = await mkdtemp(join(tmpdir(), 'kira-avatars-'))
    const kira = await readFile(KIRA_FILE)
    for (const [name, bytes] of Object.entries({ 'kira.vrm': kira, ...files }))
      await writeFile(join(avatarsDir, name), bytes)
    const overlay = await bench.open({ avatarsDir, context: { reducedMotion: 'reduce' } })
    await overlay.page.waitForSelector(READY)
    return {
      ...overlay,
      kira,
      [Symbol.asyncDispose]: () => overlay[Symbol.asyncDispose]().then(() => rm(avatarsDir, { recursive: true })),
    }
  }

  test('a file that is dropped is tried, kept, chosen and shown', async () => {
    await using overlay = await openWith({ 'twin.vrm': await readFile(KIRA_FILE) })
    const { page, fake, kira } = overlay
    expect(await drop(page, 'twin.vrm', kira)).toContain('Drop an avatar here')
    await expect.poll(() => url(page), SOON).toBe('/avatars/twin.vrm')
    expect(asked(fake)).toEqual([
      'avatars.list',
      'avatars.add',
      'avatars.profile',
      'avatars.keepProfile',
      'settings.change',
    ])
    const found = fake.profiles.get(fake.settings.avatar.id)
    expect(found?.effective).toMatchObject({ happy: expect.any(Number), sad: expect.any(Number) })
    expect(await page.getByText('twin.vrm is Kira’s body now.').count()).toBe(1)
    expect(overlay.complaints).toEqual([])
  })

  test('one that can’t be drawn is not kept; the reason is told, and she stays as she is', async () => {
    await using overlay = await openWith({ 'broken.vrm': Buffer.from('not an avatar') })
    const { page, fake } = overlay
    await drop(page, 'broken.vrm', Buffer.from('not an avatar'))
    await expect.poll(() => page.getByRole('alert').textContent(), SOON).toContain('The avatar could not be shown')
    expect(asked(fake)).toEqual(['avatars.list', 'avatars.add', 'avatars.remove'])
    expect(await url(page)).toBe('/avatars/kira.vrm')
    await page.getByRole('button', { name: 'Dismiss' }).click()
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  test('what the companion refuses, and what is no avatar by name, is told too', async () => {
    await using overlay = await openWith({})
    const { page, fake } = overlay
    fake.refuseFile = new KiraError('DISK_FULL')
    await drop(page, 'twin.vrm', Buffer.from('x'))
    await expect.poll(() => page.getByRole('alert').textContent(), SOON).toContain('The disk is full')
    await drop(page, 'holiday.jpg', Buffer.from('x'))
    await expect.poll(() => page.getByRole('alert').textContent(), SOON).toContain('no use for holiday.jpg')
    await drop(page, 'dance.vrma', Buffer.from('x'))
    await page.getByText('dance.vrma can be chosen for a gesture now').waitFor()
    expect(fake.motions).toHaveLength(1)
    expect(page.url()).toContain('/overlay')
  })

  test('where the chosen one can’t be shown at the start, she comes in her own, and the reason is told', async () => {
    const fake = createFakeCompanion()
    fake.avatar = { ...fake.avatar, info: { ...KIRA, id: 'a'.repeat(64), url: '/avatars/gone.vrm' } }
    await using overlay = await bench.open({ fake })
    await overlay.page.waitForSelector(READY)
    expect(await url(overlay.page)).toBe('/avatars/kira.vrm')
    expect(await overlay.page.getByRole('alert').textContent()).toContain('The avatar could not be shown')
    fake.setAvatar({ ...fake.avatar, info: KIRA })
    await expect.poll(() => overlay.page.getByRole('alert').count(), SOON).toBe(0)
  })
})

describe('where she can’t be shown', () => {
  const emptyFolder = () => mkdtemp(join(tmpdir(), 'kira-no-avatar-'))

  /** The page says why, and her words still come. */
  async function expectWordsWithoutBody(page: Page, fake: FakeCompanion): Promise<void> {
    await page.waitForSelector('canvas[data-avatar-state="failed"]', { state: 'attached' })
    expect(await page.getByRole('alert').textContent()).toContain('The avatar could not be shown')
    beginReply(fake)
    fake.say('I am still here.', 'relaxed')
    fake.end()
    await expect.poll(() => page.locator('.speech-words').textContent(), SOON).toBe('I am still here.')
  }

  test('because the file is missing', async () => {
    const avatarsDir = await emptyFolder()
    await using overlay = await bench.open({ avatarsDir })
    await expectWordsWithoutBody(overlay.page, overlay.fake)
    await rm(avatarsDir, { recursive: true })
  })

  test('because the file is no avatar', async () => {
    const avatarsDir = await emptyFolder()
    await writeFile(join(avatarsDir, 'kira.vrm'), 'not an avatar')
    await using overlay = await bench.open({ avatarsDir })
    await expectWordsWithoutBody(overlay.page, overlay.fake)
    await rm(avatarsDir, { recursive: true })
  })

  test('because the browser has no WebGL', async () => {
    await using overlay = await bench.open({ webgl: false })
    await expectWordsWithoutBody(overlay.page, overlay.fake)
  })
})
