import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { buildIfStale } from '../../scripts/lib/build.ts'
import { type AppDriver, type DesktopDriver, poll } from '../e2e/app-driver.ts'
import { doubleHost } from '../e2e/double-host.ts'
import { readFace } from '../e2e/face.ts'
import type { Order } from '../host/control.ts'
import { writeTinyModel } from '../llm/tiny-model.ts'

let dataDir: string
let app: AppDriver
let desktop: DesktopDriver

beforeAll(async () => {
  buildIfStale(join(import.meta.dirname, '../..'), () => console.log('building…'))
  dataDir = mkdtempSync(join(tmpdir(), 'kira-desktop-'))
  await launch()
})
afterAll(async () => {
  await app?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function launch(): Promise<void> {
  app = await doubleHost.launch({ dataDir })
  if (!app.desktop) throw new Error('the double has a desktop')
  desktop = app.desktop
  await poll('her body', async () => (await readFace(await app.page('overlay'))).state === 'ready' || undefined)
}

/** A Kira of her own whose model is gone; she and her folder go with the test. */
async function launchMindless(): Promise<AppDriver> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kira-mindless-'))
  const settings = { overlay: { visible: false }, model: { path: join(dataDir, 'gone.gguf') } }
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(settings))
  const kira = await doubleHost.launch({ dataDir })
  onTestFinished(async () => {
    await kira.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return kira
}

async function order(given: Order) {
  if (!desktop.order) throw new Error('the double takes orders')
  return desktop.order(given)
}
async function windowOf(name: string) {
  const { windows } = await desktop.look()
  return windows.find(({ url }) => url === `kira://app/${name}`)
}
const label = async (id: string) => (await desktop.look()).tray.find((item) => item.id === id)?.label

test('the overlay is seen through, on top, and not in the task bar; it does not take the focus', async () => {
  expect(await windowOf('overlay')).toMatchObject({
    visible: true,
    focused: false,
    transparent: true,
    skipTaskbar: true,
    alwaysOnTop: true,
  })
})

test('the tray shows and hides the windows, and its words follow', async () => {
  expect(await label('overlay')).toBe('Hide Kira')
  await order({ do: 'choose-in-tray', id: 'overlay' })
  expect(await windowOf('overlay')).toMatchObject({ visible: false })
  expect(await label('overlay')).toBe('Show Kira')
  await order({ do: 'choose-in-tray', id: 'overlay' })
  expect(await windowOf('overlay')).toMatchObject({ visible: true })

  await order({ do: 'choose-in-tray', id: 'chat' })
  expect(await windowOf('chat')).toMatchObject({ visible: false })
  await order({ do: 'choose-in-tray', id: 'settings' })
  expect(await windowOf('settings')).toMatchObject({ visible: true })
})

test('game mode gives the model’s memory back, and shows whether it is on', async () => {
  const isOn = async (on: boolean) =>
    poll(`game mode is ${on}`, async () => {
      const item = (await desktop.look()).tray.find(({ id }) => id === 'game-mode')
      return item?.checked === on || undefined
    })
  await isOn(false)
  await order({ do: 'choose-in-tray', id: 'game-mode' })
  await isOn(true)
  await order({ do: 'choose-in-tray', id: 'game-mode' })
  await isOn(false)
})

test('closing the chat hides it; starting Kira a second time brings it back', async () => {
  await order({ do: 'start-again' })
  expect(await windowOf('chat')).toMatchObject({ visible: true, focused: true })
  await order({ do: 'close-window', url: 'kira://app/chat' })
  expect(await windowOf('chat')).toMatchObject({ visible: false })
  await order({ do: 'start-again' })
  expect(await windowOf('chat')).toMatchObject({ visible: true })
})

test('a page that is loaded again is connected again', async () => {
  const chat = await app.page('chat')
  await chat.evaluate(() => window.location.reload())
  await chat.getByRole('textbox', { name: 'Message to Kira' }).waitFor()
  expect(app.complaints).toEqual([])
})

test('a model that is dropped on a page is used where it lies', async () => {
  const path = join(dataDir, 'dropped.gguf')
  writeTinyModel(path, { name: 'Dropling' })
  const chat = await app.page('chat')
  await chat.evaluate((path) => {
    window.kiraDouble.paths.set('dropped.gguf', path)
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['GGUF'], 'dropped.gguf'))
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }))
  }, path)
  await chat.getByText('Dropling is Kira’s mind now.').waitFor()
  await chat.getByText('Dropling · on this computer').waitFor()
})

test('clicks fall through beside her, and reach her body', async () => {
  const overlay = await windowOf('overlay')
  if (!overlay) throw new Error('no overlay')
  const { x, y, width, height } = overlay.bounds
  const ignores = (expected: boolean) =>
    poll(`ignoresMouse is ${expected}`, async () => (await windowOf('overlay'))?.ignoresMouse === expected || undefined)

  await order({ do: 'move-mouse', x: x + width / 2, y: y + height * 0.75 }) // her belly
  await ignores(false)
  await order({ do: 'move-mouse', x: x + 5, y: y + 5 }) // the empty corner
  await ignores(true)
  await order({ do: 'move-mouse', x: 10, y: 10 }) // elsewhere on the screen
  await ignores(true)
})

test('her eyes follow the mouse', async () => {
  const overlay = await app.page('overlay')
  const looks = (more: string, less: string) =>
    poll(`${more} above ${less}`, async () => {
      const { weights } = await readFace(overlay)
      return (weights[more] ?? 0) > (weights[less] ?? 0) + 0.1 || undefined
    })
  // Left and right are hers, as VRM has them.
  await order({ do: 'move-mouse', x: 0, y: 500 })
  await looks('lookRight', 'lookLeft')
  await order({ do: 'move-mouse', x: 1915, y: 500 })
  await looks('lookLeft', 'lookRight')
})

test('while the screen is locked or her window hidden, nothing of her is drawn', async () => {
  const overlay = await app.page('overlay')
  await overlay.evaluate(() => {
    const { requestAnimationFrame } = window
    window.requestAnimationFrame = (callback) => {
      document.body.dataset.frames = String(Number(document.body.dataset.frames ?? 0) + 1)
      return requestAnimationFrame(callback)
    }
  })
  const frames = () => overlay.evaluate(() => Number(document.body.dataset.frames ?? 0))
  /** How many frames are asked for within a second, once what was under way is over. */
  const framesInASecond = async () => {
    await overlay.waitForTimeout(300)
    const before = await frames()
    await overlay.waitForTimeout(1000)
    return (await frames()) - before
  }
  expect(await framesInASecond()).toBeGreaterThan(0)
  await order({ do: 'lock-screen', on: true })
  expect(await framesInASecond()).toBe(0)
  await order({ do: 'lock-screen', on: false })
  expect(await framesInASecond()).toBeGreaterThan(0)
  await order({ do: 'choose-in-tray', id: 'overlay' })
  expect(await framesInASecond()).toBe(0)
  await order({ do: 'lock-screen', on: true })
  await order({ do: 'lock-screen', on: false })
  expect(await framesInASecond()).toBe(0)
  await order({ do: 'choose-in-tray', id: 'overlay' })
  expect(await framesInASecond()).toBeGreaterThan(0)
})

test('a window that lost its display is put where it can be seen, and back home on demand', async () => {
  await order({ do: 'set-displays', displays: [{ x: 0, y: 0, width: 1280, height: 700 }] })
  for (const { bounds } of (await desktop.look()).windows) {
    expect(bounds.x).toBeGreaterThanOrEqual(0)
    expect(bounds.x + bounds.width).toBeLessThanOrEqual(1280)
    expect(bounds.y + bounds.height).toBeLessThanOrEqual(700)
  }
  const overlay = await app.page('overlay')
  await overlay.keyboard.press('Tab') // the handle among her controls
  for (let i = 0; i < 5; i++) await overlay.keyboard.press('ArrowLeft')
  const moved = await poll('the overlay moved', async () => {
    const bounds = (await windowOf('overlay'))?.bounds
    return bounds && bounds.x + bounds.width < 1280 ? bounds : undefined
  })
  await order({ do: 'choose-in-tray', id: 'overlay-home' })
  expect((await windowOf('overlay'))?.bounds).toEqual({ ...moved, x: 1280 - moved.width, y: 700 - moved.height })
})

test('the windows are where they were after a restart', async () => {
  await order({ do: 'set-displays', displays: [{ x: 0, y: 0, width: 1920, height: 1040 }] })
  const before = (await windowOf('overlay'))?.bounds
  await app.close()
  expect(JSON.parse(readFileSync(join(dataDir, 'windows.json'), 'utf8')).overlay).toEqual(before)
  await launch()
  expect((await windowOf('overlay'))?.bounds).toEqual(before)
})

test('settings that are opened while they are still being loaded, for another section, show that one', async () => {
  const kira = await launchMindless()
  const chat = await kira.page('chat')
  const toSettings = chat.getByRole('alert').getByRole('button', { name: 'Open settings' })
  await toSettings.waitFor()
  const fromTray = kira.desktop?.order?.({ do: 'choose-in-tray', id: 'settings' })
  await toSettings.dispatchEvent('click') // at once: a click of the mouse would wait for the window
  await fromTray
  const window = await kira.page('settings')
  await window.getByRole('tab', { name: 'Model', selected: true }).waitFor()
  expect(kira.complaints).toEqual([])
})

test('where her mind can’t be loaded, the chat leads to the model, in a window that is new or stood elsewhere', async () => {
  const kira = await launchMindless()
  const chat = await kira.page('chat')
  const toSettings = chat.getByRole('alert').getByRole('button', { name: 'Open settings' })
  await toSettings.click()
  // Opened from the tray, the window stays where it is.
  const window = await kira.page('settings')
  const section = (name: string) => window.getByRole('tab', { name, selected: true }).waitFor()
  await section('Model')
  await window.getByRole('tab', { name: 'General' }).click()
  await section('General')
  await window.evaluate(() => Object.assign(document, { isTheSame: true }))
  await kira.page('settings')
  await section('General')

  await toSettings.click()
  await section('Model')
  await toSettings.click()
  await section('Model')
  expect(await window.evaluate(() => 'isTheSame' in document)).toBe(true)
  await window.reload()
  await section('Model')
  expect(kira.complaints).toEqual([])
})

test('what keeps her from starting is said in a box, and she exits', async () => {
  const broken = mkdtempSync(join(tmpdir(), 'kira-broken-'))
  mkdirSync(join(broken, 'kira.db')) // a folder, where the memory should be
  writeFileSync(join(broken, 'settings.json'), '{}')
  await expect(doubleHost.launch({ dataDir: broken })).rejects.toThrow(/Kira: The memory in .* can’t be opened/)
  rmSync(broken, { recursive: true, force: true })
})
