import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EMOTIONS, type Emotion } from '../../electron/contract/index.ts'
import { bundleDoctor } from '../../scripts/avatar-inspection/draw.ts'
import { buildIfStale } from '../../scripts/lib/build.ts'
import { vrm0WithoutSurprised, vrmWithEmptyPresets, vrmWithoutMorphs } from '../avatar/make-vrm.ts'
import { writeTinyModel } from '../llm/tiny-model.ts'
import type { AppDriver, Host } from './app-driver.ts'
import { doubleHost } from './double-host.ts'
import { electronHost } from './electron-host.ts'
import { examine, type Look, lids, looksOf, mouth, setPace, watchLooks } from './watch-face.ts'
import { webHost } from './web-host.ts'

const hosts: Host[] = [webHost, doubleHost, electronHost].filter(({ missing }) => !missing)

/** Each ends with time for a face that no word moves; the first one leaves her time to nod. */
const SAYS: Readonly<Record<Emotion, string>> = {
  neutral: 'Let me tell you all about my day.',
  happy: 'A boat came early...',
  relaxed: 'We lay on warm grass...',
  sad: 'Then he had to leave...',
  angry: 'They took my bicycle...',
  surprised: 'It stood at the door...',
  fear: 'Something moved there...',
  disgust: 'It smelled of old dogs...',
}
/** As little movement as can be, so that all that changes in the picture is her face. */
const STILL = {
  avatar: { framing: 'bust', quality: 'low', bodyLanguage: 0, night: 'never' },
  overlay: { height: 240 },
}

interface Body {
  readonly name: string
  /** A VRM file; null for her own. */
  readonly file: Buffer | null
  readonly hasMouth: boolean
}
const BODIES: Body[] = [
  { name: 'Kira', file: null, hasMouth: true },
  { name: 'a VRM 1.0 without morph targets', file: vrmWithoutMorphs(), hasMouth: false },
  { name: 'a VRM 0.x without surprised', file: vrm0WithoutSurprised(), hasMouth: true },
  { name: 'a VRM 1.0 with empty presets', file: vrmWithEmptyPresets(), hasMouth: false },
]
/** Where the app has it. */
const addressOf = ({ file }: Pick<Body, 'file'>) =>
  `/avatars/${file ? createHash('sha256').update(file).digest('hex') : 'kira'}.vrm`

/** A page without a graphics card, on a busy machine. */
const SOON = { timeout: 90_000 }

let home: string
let doctor: string
beforeAll(async () => {
  buildIfStale(join(import.meta.dirname, '../..'), () => console.log('building…'))
  home = mkdtempSync(join(tmpdir(), 'kira-e2e-avatars-'))
  const words = EMOTIONS.flatMap((emotion) => [`[${emotion}]`, `▁${SAYS[emotion].replaceAll(' ', '▁')}`])
  writeTinyModel(join(home, 'feels.gguf'), { says: words })
  doctor = await bundleDoctor()
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe.each(hosts)('bodies on the $name', { timeout: 240_000 }, (host) => {
  let app: AppDriver
  let dataDir: string
  let overlay: Page

  async function launch(): Promise<void> {
    app = await host.launch({ dataDir })
    overlay = await app.page('overlay')
    await overlay.emulateMedia({ reducedMotion: 'reduce' })
    await setPace(overlay)
  }
  /** Where the body is from that stands there. */
  const shown = () => overlay.locator('canvas.avatar[data-avatar-state=ready]').getAttribute('data-avatar-url')

  /** Adds a file as a user does, in the settings. */
  async function add(name: string, file: Buffer): Promise<Page> {
    const settings = await app.page('settings')
    await settings.getByRole('tab', { name: 'Avatar' }).click()
    const mimeType = 'model/gltf-binary'
    await settings.locator('input[accept=".vrm"]').setInputFiles({ name, mimeType, buffer: file })
    return settings
  }

  async function say(text: string): Promise<void> {
    const chat = await app.page('chat')
    await chat.getByRole('textbox', { name: 'Message to Kira' }).fill(text)
    await chat.getByRole('button', { name: 'Send' }).click()
    // What is behind other pages is hardly drawn.
    await overlay.bringToFront()
  }

  beforeAll(async () => {
    dataDir = join(home, host.name.replaceAll(' ', '-'))
    mkdirSync(dataDir)
    const model = { path: join(home, 'feels.gguf') }
    writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ ...STILL, model }))
    await launch()
  })
  afterAll(() => app?.close())

  describe.each(BODIES)('$name', (body) => {
    test('comes by the settings, and stands on the overlay', async () => {
      if (body.file) {
        const settings = await add('brought.vrm', body.file)
        await settings.getByText('is Kira’s body now').waitFor(SOON)
        await settings.getByRole('tab', { name: 'General' }).click()
      }
      await expect.poll(shown, SOON).toBe(addressOf(body))
    })

    test('all eight emotions change what the doctor’s probe sees in this page, and leave 0 px behind', async () => {
      const found = await examine(overlay, doctor, addressOf(body))
      for (const emotion of EMOTIONS) {
        const { changedPixels, residualPixels } = found[emotion]
        expect({ emotion, seen: changedPixels > 0, residualPixels }).toEqual({
          ...{ emotion, seen: emotion !== 'neutral' },
          residualPixels: 0,
        })
      }
    })

    test('a reply brings each of them to the living face, happy lips move, and none stays once it is over', async () => {
      await overlay.bringToFront()
      await watchLooks(overlay)
      await say('Tell me.')
      await overlay.getByText(SAYS.disgust).waitFor(SOON)
      await expect.poll(async () => (await looksOf(overlay)).at(-1)?.emotion, SOON).toBe('disgust')
      // A trace of mood may be left.
      const isOver = ({ emotion, weights, changed }: Look) =>
        emotion === 'neutral' && changed < 20 && Object.values(weights).every((weight) => weight < 0.05)
      await expect.poll(async () => (await looksOf(overlay)).slice(-5).every(isOver), SOON).toBe(true)

      const looks = await looksOf(overlay)
      for (const emotion of EMOTIONS.filter((emotion) => emotion !== 'neutral')) {
        // The last of them, when no word moves her lips.
        const ofFace = looks.filter((look) => look.emotion === emotion).slice(-7)
        const changed = ofFace.filter((look) => lids(look) === 0).map((look) => look.changed)
        expect(Math.max(...changed), emotion).toBeGreaterThan(100)
      }
      if (!body.hasMouth) return
      const happy = looks.filter(({ weights }) => (weights.happy ?? 0) > 0.8)
      expect(Math.max(...happy.map(mouth))).toBeGreaterThan(0.2)
    })

    test.runIf(body.hasMouth)('her eyes never stay shut', async () => {
      const eyes = async () => (await looksOf(overlay)).map((look) => (lids(look) > 0.5 ? 'shut' : 'open'))
      await expect.poll(eyes, SOON).toContain('shut')
      await expect.poll(async () => (await eyes()).slice(-3), SOON).toEqual(['open', 'open', 'open'])
      // A blink is shorter than a quarter of a second, and a look is a tenth.
      expect((await eyes()).join(' ')).not.toContain('shut shut shut')
    })
  })

  test('a file that was cut off is refused with the reason, and the body before stays', async () => {
    const before = await shown()
    const whole = vrm0WithoutSurprised()
    const settings = await add('half.vrm', whole.subarray(0, whole.length / 2))
    await settings.getByRole('alert').filter({ hasText: 'half.vrm is not complete: a part is missing.' }).waitFor(SOON)
    expect(await shown()).toBe(before)
  })

  test('after a restart, the body that was chosen is back', async () => {
    const file = vrmWithoutMorphs()
    await add('chosen.vrm', file)
    await expect.poll(shown, SOON).toBe(addressOf({ file }))
    expect(app.complaints).toEqual([])
    await app.close()
    await launch()
    await expect.poll(shown, SOON).toBe(addressOf({ file }))
    expect(app.complaints).toEqual([])
  })
})
