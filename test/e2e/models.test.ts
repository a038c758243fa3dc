import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildIfStale } from '../../scripts/lib/build.ts'
import { text } from '../llm/gguf-writer.ts'
import { type TinyModelOptions, writeTinyModel, writeTinyParts } from '../llm/tiny-model.ts'
import type { AppDriver, Host } from './app-driver.ts'
import { doubleHost } from './double-host.ts'
import { electronHost } from './electron-host.ts'
import { hasPs, modelProcess, modelProcesses } from './model-process.ts'
import { replySteps, watchText } from './shown-text.ts'
import { webHost } from './web-host.ts'

const hosts: Host[] = [webHost, doubleHost, electronHost].filter(({ missing }) => !missing)

const words = (sentence: string) => ['[happy]', ...sentence.split(' ').map((word) => `▁${word}`)]
const STARTER = 'Starter mind · on this computer'
const ZEPHYR =
  "{% for message in messages %}{{ '<|' + message['role'] + '|>\\n' + message['content'] + eos_token + '\\n' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|assistant|>\\n' }}{% endif %}"
/** Time for a process to start, and a model to load, on a busy machine. */
const SOON = { timeout: 45_000 }

/** Whole models, by file. Each has an answer of its own. */
const WHOLE: Readonly<Record<string, TinyModelOptions>> = {
  robin: { name: 'Robin', says: words('The robin sings.') },
  wren: { name: 'Wren', layers: 5, template: ZEPHYR, says: words('A wren answers you.') },
  doomed: { name: 'Doomed', says: words('I was here.') },
  spare: { name: 'Spare', says: words('Nobody needs me.') },
  // It talks nonsense for as long as it may, and not too fast.
  chatterbox: { name: 'Chatterbox', width: 384, layers: 6, contextLength: 8192 },
}
/** What can’t be used, each with what the page says of it. */
const USELESS = {
  Embedder: 'It compares texts, and can’t talk.',
  Seer: 'The eyes of another model (mmproj); it can’t talk by itself.',
  Addition: 'An addition to another model (LoRA); it can’t talk by itself.',
  'cut-off.gguf': 'cut-off.gguf is not complete: a part is missing. Download it again.',
  'letter.gguf': 'letter.gguf is not a GGUF model.',
  'alone-00001-of-00002.gguf': 'and alone-00002-of-00002.gguf is not beside it.',
}

function fillFolder(models: string): void {
  mkdirSync(models, { recursive: true })
  const at = (file: string) => join(models, `${file}.gguf`)
  for (const [file, options] of Object.entries(WHOLE)) writeTinyModel(at(file), options)
  writeTinyParts(models, 'trio', 3, { name: 'Trio', says: words('Three files speak.') })
  writeTinyModel(at('hydra'), { name: 'Hydra', architecture: 'hydra' })
  writeTinyModel(at('embedder'), { name: 'Embedder', architecture: 'nomic-bert' })
  writeTinyModel(at('seer'), { name: 'Seer', architecture: 'clip', metadata: { 'general.type': text('mmproj') } })
  writeTinyModel(at('addition'), { name: 'Addition', metadata: { 'general.type': text('adapter') } })
  const robin = readFileSync(at('robin'))
  writeFileSync(at('cut-off'), robin.subarray(0, robin.length / 2))
  writeFileSync(at('letter'), 'Dear Kira, I am no model.')
  const [, second = ''] = writeTinyParts(models, 'alone', 2)
  rmSync(second)
}

let home: string
beforeAll(() => {
  buildIfStale(join(import.meta.dirname, '../..'), () => console.log('building…'))
  home = mkdtempSync(join(tmpdir(), 'kira-e2e-models-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

const said = (page: Page, who: 'You' | 'Kira') => page.getByRole('article', { name: new RegExp(`^${who}`) })

describe.each(hosts)('models on the $name', { timeout: 120_000 }, (host) => {
  let app: AppDriver
  let dataDir: string
  let chat: Page
  let settings: Page

  async function launch(): Promise<void> {
    app = await host.launch({ dataDir })
    chat = await app.page('chat')
    settings = await app.page('settings')
    await section('Model')
  }
  beforeAll(async () => {
    dataDir = join(home, host.name.replaceAll(' ', '-'))
    fillFolder(join(dataDir, 'models'))
    // She is not on the desktop: to draw her takes what the models need.
    const asked = { reply: { maxTokens: 4096 }, overlay: { visible: false } }
    writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(asked))
    await launch()
  })
  afterAll(() => app?.close())

  const section = (name: string) => settings.getByRole('tab', { name, exact: true }).click()
  const part = (name: string) => settings.getByRole('region', { name })
  const now = () => part('Now')
  const card = (name: string) => part('Models on this computer').getByRole('listitem').filter({ hasText: name })
  const press = (within: Page | Locator, name: string) =>
    within.getByRole('button', { name, exact: true }).first().click()
  /** What a row of “Now” says. */
  const fact = (name: string) =>
    now()
      .locator('dl > div')
      .filter({ has: settings.locator('dt').getByText(name, { exact: true }) })
      .locator('dd')
  const answers = (model: string) => chat.getByText(model).waitFor(SOON)

  async function choose(name: string): Promise<void> {
    await card(name)
      .getByRole('button', { name: new RegExp(`^(Use|In use:) ${name}$`) })
      .click()
    await now().getByText(`${name} · on this computer`).waitFor(SOON)
    await answers(`${name} · on this computer`)
  }
  async function chooseStarter(): Promise<void> {
    await press(card('ships with Kira'), 'Use Kira Starter')
    await now().getByText(STARTER).waitFor(SOON)
  }
  /** Says something, and waits until it stands in the talk with a place for its reply. */
  async function say(words: string): Promise<void> {
    const before = await talkLength()
    await chat.getByRole('textbox', { name: 'Message to Kira' }).fill(words)
    await press(chat, 'Send')
    await expect.poll(talkLength, SOON).toBe(before + 2)
  }
  /** How many messages the talk has, those out of sight included. */
  const talkLength = () =>
    chat.evaluate(() =>
      Math.max(0, ...[...document.querySelectorAll('article')].map((item) => Number(item.ariaSetSize))),
    )
  const lastReply = () => said(chat, 'Kira').last()
  /** The latest reply, once it has ended. */
  async function replyText(): Promise<string> {
    await lastReply().getByRole('button', { name: 'Copy' }).waitFor(SOON)
    return (await lastReply().locator('.speech').textContent()) ?? ''
  }

  test('the starter model is in use, and says how it runs and why', async () => {
    await now().getByText(STARTER).waitFor(SOON)
    expect(await fact('File').textContent()).toBe('kira-starter.gguf')
    expect(await fact('Runs on').textContent()).toBe('the processor')
    await now().getByText('The model is so small that the processor is fast enough').waitFor()
    const starter = card('ships with Kira')
    expect(await starter.getByRole('button', { pressed: true }).textContent()).toBe('In use')
    await starter.getByText('Details').click()
    await starter.getByRole('table', { name: 'How it would run here' }).waitFor()
  })

  test('a model from the list is loaded and answers, and still does after a restart', async () => {
    await choose('Robin')
    await say('Who sings?')
    await lastReply().getByText('The robin sings.').waitFor(SOON)

    await app.close()
    await launch()
    await now().getByText('Robin · on this computer').waitFor(SOON)
    await card('Robin').getByRole('button', { name: 'In use: Robin' }).waitFor()
    await say('And now?')
    await lastReply().getByText('The robin sings.').waitFor(SOON)
  })

  test('a model of another shape shows the template of its file, and another one can be forced upon it', async () => {
    await choose('Wren')
    expect(await fact('Template').textContent()).toMatch(/zephyr|jinja/i)
    await say('Wren?')
    await lastReply().getByText('A wren answers you.').waitFor(SOON)

    await part('How she uses this computer').getByText('Fine tuning').click()
    const template = settings.getByLabel('Chat template')
    await template.selectOption('ChatML')
    await expect.poll(() => fact('Template').textContent(), SOON).toBe('ChatML')
    await say('Still?')
    await lastReply().getByText('A wren answers you.').waitFor(SOON)
    await template.selectOption('The file’s own')
  })

  test('a model in three files is one card, and answers', async () => {
    expect(await card('Trio').count()).toBe(1)
    await card('Trio').getByText('3 files').waitFor()
    await choose('Trio')
    await say('How many?')
    await lastReply().getByText('Three files speak.').waitFor(SOON)
  })

  test('what is no model that talks is named for what it is, and can’t be chosen', async () => {
    await settings.getByText(`${Object.keys(USELESS).length} files that can’t be used`).click()
    for (const [name, why] of Object.entries(USELESS)) {
      await card(name).getByText(why).first().waitFor()
      expect(await card(name).getByRole('button', { name: /^Use/ }).count()).toBe(0)
    }
  })

  test('a model of an unknown architecture says so once it is chosen, and the starter is one press away', async () => {
    await press(card('Hydra'), 'Use Hydra')
    await now()
      .getByText(/hydra\.gguf can’t be loaded: .*hydra/i)
      .waitFor(SOON)
    await chat.getByRole('alert').filter({ hasText: 'hydra.gguf can’t be loaded' }).waitFor()
    await chooseStarter()
    await answers(STARTER)
    expect(await chat.getByRole('alert').filter({ hasText: 'hydra.gguf' }).count()).toBe(0)
  })

  test('a model whose file is gone says so; the message waits for another model', async () => {
    await choose('Doomed')
    rmSync(join(dataDir, 'models', 'doomed.gguf'))
    await press(now(), 'Let it rest')
    await press(now(), 'Wake her mind')
    await now()
      .getByText(/There is no model at .*doomed\.gguf\. Choose another one/)
      .waitFor(SOON)
    await say('Are you there?')
    await lastReply()
      .getByText(/There is no model at .*doomed\.gguf/)
      .waitFor(SOON)

    await chooseStarter()
    await answers(STARTER)
    await press(lastReply(), 'Try again')
    expect(await replyText()).toMatch(/\p{L}{2}/u)
    await settings.getByRole('button', { name: 'Look again' }).click()
    await expect.poll(() => card('Doomed').count()).toBe(0)
  })

  test('at rest it gives its memory back; a message waits, and is answered once it is woken, once', async () => {
    await choose('Robin')
    await press(now(), 'Let it rest')
    await now().getByText('It rests because you asked.').waitFor()
    if (hasPs) await expect.poll(() => modelProcesses(app.pid)).toEqual([])
    const before = await talkLength()
    await say('Wake up, please.')
    await lastReply().getByText('Kira answers when her mind is woken.').waitFor()

    await press(chat, 'Wake her mind')
    await lastReply().getByText('The robin sings.').waitFor(SOON)
    expect(await talkLength()).toBe(before + 2)
    if (hasPs) expect(modelProcesses(app.pid)).toHaveLength(1)
  })

  test.runIf(hasPs)('a load that hangs can be cancelled, and is done when it is asked for', async () => {
    await press(now(), 'Let it rest')
    await expect.poll(() => modelProcesses(app.pid)).toEqual([])
    await press(now(), 'Wake her mind')
    const pid = await modelProcess(app.pid)
    process.kill(pid, 'SIGSTOP')
    await now()
      .getByText(/Loading robin\.gguf/)
      .waitFor()
    await press(chat, 'Cancel loading')
    await now().getByText('Her mind is loaded when you write').waitFor()
    expect(modelProcesses(app.pid)).toEqual([])
    await press(now(), 'Load it now')
    await now().getByText('Robin · on this computer').waitFor(SOON)
  })

  test.runIf(hasPs)('her mind is killed while she answers: what she said stays, and she is back', async () => {
    await choose('Chatterbox')
    const before = await talkLength()
    await watchText(chat)
    await say('Tell me everything.')
    await expect.poll(() => replySteps(chat), SOON).toBeGreaterThan(5)
    const heard = await lastReply().locator('.speech').textContent()
    process.kill(await modelProcess(app.pid), 'SIGKILL')
    await lastReply().getByText('The model’s process ended while she was answering.').waitFor(SOON)
    expect((await lastReply().locator('.speech').textContent())?.startsWith(heard ?? '?')).toBe(true)
    await chat.getByText('The model’s process had ended and was started again. Nothing was lost.').waitFor(SOON)
    await press(chat, 'Dismiss')

    await choose('Robin')
    await say('All well?')
    await lastReply().getByText('The robin sings.').waitFor(SOON)
    expect(await talkLength()).toBe(before + 4)
    await said(chat, 'You').getByText('Tell me everything.').waitFor()
  })

  test('the same seed gives the same reply, and none another one; without a temperature none is needed', async () => {
    await choose('Chatterbox')
    const reply = part('How she answers')
    const kept = () => JSON.parse(readFileSync(join(dataDir, 'settings.json'), 'utf8')).reply
    const number = async (label: string, value: string) => {
      await reply.getByLabel(label, { exact: true }).fill(value)
      await settings.keyboard.press('Enter')
    }
    await number('Longest reply', '24')
    const seed = reply.getByLabel('Seed', { exact: true })
    if (!(await seed.isVisible())) await reply.getByText('Fine tuning').click()
    await number('Seed', '7')
    const temperature = reply.getByRole('slider', { name: 'Temperature' })
    await temperature.press('End')
    await expect.poll(kept).toMatchObject({ maxTokens: 24, seed: 7, temperature: 2 })

    await say('Say something.')
    const first = await replyText()
    const again = async () => {
      const earlier = await lastReply().elementHandle()
      await press(lastReply(), 'Try again')
      // Another reply takes its place; it may come so fast that none of its steps is ever shown.
      await earlier?.waitForElementState('hidden')
      return replyText()
    }
    expect(await again()).toBe(first)
    await number('Seed', '')
    await expect.poll(kept).toMatchObject({ seed: null })
    expect(await again()).not.toBe(first)

    await temperature.press('Home')
    await expect.poll(kept).toMatchObject({ temperature: 0 })
    const likeliest = await again()
    expect(await again()).toBe(likeliest)
  })

  test('own numbers are told as they were asked for, and as they were got', async () => {
    await choose('Robin')
    const use = part('How she uses this computer')
    await use.getByLabel('Profile').selectOption('My own numbers')
    await use.getByLabel('Context size').fill('512')
    await settings.keyboard.press('Enter')
    await expect.poll(() => fact('Context').textContent(), SOON).toBe('512 tokens')
    await now().getByText('As set by hand.').waitFor()
    expect(await fact('Runs on').textContent()).toBe('the processor')
    await use.getByLabel('Context size').fill('12')
    await settings.keyboard.press('Enter')
    await use.getByRole('alert').filter({ hasText: /512/ }).waitFor()

    await use.getByLabel('Context size').fill('')
    await settings.keyboard.press('Enter')
    await use.getByLabel('Profile').selectOption('Automatic')
    await expect.poll(() => fact('Context').textContent(), SOON).toBe('1,024 tokens')
  })

  test('a model of Kira’s folder is removed after a question, and never the one in use', async () => {
    const path = join(dataDir, 'models', 'spare.gguf')
    await press(card('Spare'), 'Remove Spare')
    await press(settings.getByRole('dialog'), 'Keep it')
    expect(existsSync(path)).toBe(true)
    await press(card('Spare'), 'Remove Spare')
    await press(settings.getByRole('dialog'), 'Remove')
    await settings.getByText('Spare was deleted.').waitFor()
    await expect.poll(() => card('Spare').count()).toBe(0)
    expect(existsSync(path)).toBe(false)

    await press(card('Robin'), 'Remove Robin')
    await press(settings.getByRole('dialog'), 'Remove')
    await card('Robin')
      .getByText(/robin\.gguf is in use\. Choose another one first/)
      .waitFor()
    expect(existsSync(join(dataDir, 'models', 'robin.gguf'))).toBe(true)
  })

  test('in French, a model is chosen, rests, wakes and answers', async () => {
    await section('General')
    await settings.getByLabel('Language').selectOption('Français')
    await section('Modèle')
    const maintenant = part('En ce moment')
    const ici = part('Modèles sur cet ordinateur')
    await press(ici, 'Utiliser Wren')
    await maintenant.getByText('Wren · sur cet ordinateur').waitFor(SOON)
    await maintenant.getByText('le processeur', { exact: true }).waitFor()
    await press(maintenant, 'Mettre au repos')
    await maintenant.getByText('Il se repose à votre demande.').waitFor()
    await press(chat, 'Réveiller son esprit')
    await maintenant.getByText('Wren · sur cet ordinateur').waitFor(SOON)
    await settings.getByText('fichiers inutilisables').click()
    await ici.getByText(/letter\.gguf n’est pas un modèle GGUF/).waitFor()

    await section('Général')
    await settings.getByLabel('Langue').selectOption('English')
    await section('Model')
  })

  test('game mode in the tray gives its memory back, and takes it again', async () => {
    if (!app.desktop?.order) return // The web host has no tray, and that of real Electron can't be pressed here.
    const { order, look } = app.desktop
    const isChecked = async () => (await look()).tray.find(({ id }) => id === 'game-mode')?.checked
    await now().getByText('Wren · on this computer').waitFor(SOON)
    expect(await isChecked()).toBe(false)
    await order({ do: 'choose-in-tray', id: 'game-mode' })
    await now().getByText('It rests because you asked.').waitFor()
    await expect.poll(isChecked).toBe(true)
    await order({ do: 'choose-in-tray', id: 'game-mode' })
    await now().getByText('Wren · on this computer').waitFor(SOON)
    await expect.poll(isChecked).toBe(false)
  })

  test('nothing of all this made a page or a process complain', () => {
    expect(app.complaints).toEqual([])
  })
})
