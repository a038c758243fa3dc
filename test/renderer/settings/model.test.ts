import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { KiraError, type LoadedModel, type ModelState } from '../../../electron/contract/index.ts'
import { createFakeCompanion, entry, fits, gib, MACHINE, offered, READY } from '../fake-companion.ts'
import { createPageBench, type OpenOptions, type OpenPage, type PageBench } from '../pages.ts'

let bench: PageBench
beforeAll(async () => {
  bench = await createPageBench()
})
afterAll(() => bench[Symbol.asyncDispose]())

async function openModel(options: OpenOptions = {}): Promise<OpenPage> {
  const settings = await bench.open('/settings', options)
  await settings.page.getByRole('tab', { name: 'Model' }).click()
  return settings
}

const region = (page: Page, name: string) => page.getByRole('region', { name })
const card = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })
const facts = (page: Page, name: string) =>
  region(page, name)
    .locator('dl > div')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map(({ textContent }) => textContent).join(': ')))
const asked = ({ fake }: OpenPage, path: string) =>
  fake.calls.filter((call) => call.path === path).map(({ input }) => input)

function zephyrIsReady(parts: Partial<LoadedModel> = {}): ModelState {
  if (READY.phase !== 'ready') throw new Error('READY is ready.')
  const model: LoadedModel = {
    ...READY.model,
    file: 'zephyr.gguf',
    name: 'Zephyr 7B',
    starter: false,
    profile: 'balanced',
    gpuLayers: 28,
    totalLayers: 33,
    askedLayers: 28,
    gpu: 'NVIDIA RTX 4050',
    contextSize: 4096,
    threads: 5,
    template: 'Zephyr',
    why: [{ code: 'fits-partly', data: { layers: 28, total: 33 } }],
    loadMs: 4200,
  }
  return { phase: 'ready', model: { ...model, ...parts } }
}

test('what was asked for, what was got and why are told of the model that answers', async () => {
  const fake = createFakeCompanion()
  fake.model = zephyrIsReady()
  fake.machine = MACHINE
  await using settings = await openModel({ fake })
  const { page, complaints } = settings
  await page.getByText('Zephyr 7B · on this computer').waitFor()
  expect(await facts(page, 'Now')).toEqual([
    'Runs on: 28 of 33 layers on NVIDIA RTX 4050 (28 asked)',
    'Profile: Balanced',
    'Context: 4,096 tokens',
    'Threads: 5',
    'Template: Zephyr',
    'File: zephyr.gguf',
    'Loaded in: 4.2 secs',
  ])
  expect(await facts(page, 'How she uses this computer')).toEqual([
    'Graphics card: NVIDIA RTX 4050 (CUDA)',
    'Graphics memory: 5 GB of 6 GB free',
    'Memory: 9.5 GB of 16 GB free',
    'Processor: 6 cores',
  ])
  await page.getByText('28 of 33 layers fit on the graphics card beside the avatar').waitFor()

  // The graphics card was lost without a word; the page has one.
  fake.setModel(zephyrIsReady({ gpuLayers: 0, gpu: null }))
  await page.getByText('the processor, instead of 28 of 33 layers on the graphics card').waitFor()
  expect(complaints).toEqual([])
})

test('a machine without a graphics card says so, once it was looked at', async () => {
  await using settings = await openModel()
  const { page, fake } = settings
  await page.getByText('Kira has not looked at it yet.').waitFor()
  fake.emit({ type: 'machine-known', machine: { ...MACHINE, gpu: null, cores: 1 } })
  await page.getByText('no graphics card that can be used').waitFor()
  await page.getByText('1 core', { exact: true }).waitFor()
})

test('one button goes with the model through its life, and keeps the focus', async () => {
  await using settings = await openModel()
  const { page, fake } = settings
  await page.getByRole('button', { name: 'Let it rest' }).press('Enter')
  await page.getByText('It rests because you asked.').waitFor()
  const button = page.getByRole('button', { name: 'Wake her mind' })
  await button.waitFor()
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)

  fake.setModel({ phase: 'loading', file: 'big.gguf', step: 'reading', progress: 0.62, secondsLeft: 100 })
  await page.getByText('Loading big.gguf · 62%').waitFor()
  await page.getByText('Reading the file · about 1 min 40 secs left').waitFor()
  await expect.poll(() => page.getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.position)).toBe(0.62)
  await page.keyboard.press('Enter')
  await vi.waitFor(() => expect(asked(settings, 'model.cancel')).toHaveLength(1))

  const failure = new KiraError('MODEL_NOT_GGUF', { path: '/a.txt' }).toFailure()
  fake.setModel({ phase: 'failed', file: 'a.txt', failure })
  await page.getByText('/a.txt is not a GGUF model.').waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Starter mind · on this computer').waitFor()
})

test('each model says in a word and in numbers whether it fits, and is used where it lies', async () => {
  const fake = createFakeCompanion()
  const short = { code: 'memory-short', data: { needed: 48, free: 9.5 } } as const
  fake.models.push(
    entry({ source: 'lm-studio', fit: fits('yellow', { gpuLayers: 28 }) }),
    entry({ fit: fits('red', {}, [short]), facts: { path: '/llama-70b.gguf', name: 'Llama 70B', parts: 2 } }),
  )
  await using settings = await openModel({ fake })
  const { page } = settings
  const zephyr = card(page, 'Zephyr 7B')
  await zephyr.getByText('slower · 28/33 layers').waitFor()
  await zephyr.getByText('7.2B parameters · Q5_K_M · 5.1 GB · MIT · LM Studio').waitFor()
  await zephyr.getByText('needs 4.5 GB of graphics memory and 512 MB of memory · context of 4,096 tokens').waitFor()
  await card(page, 'Llama 70B').getByText('won’t fit').waitFor()
  await card(page, 'Llama 70B').getByText('It needs 48 GB of memory; 9.5 GB is free.').waitFor()
  await card(page, 'Llama 70B').getByText('2 files').waitFor()
  await card(page, 'Kira starter').getByText('fits well · processor').waitFor()

  await page.getByRole('button', { name: 'Use Zephyr 7B' }).press('Enter')
  await vi.waitFor(() => expect(fake.settings.model.path).toBe('/models/zephyr.gguf'))
  await page.getByRole('button', { name: 'In use: Zephyr 7B', pressed: true }).waitFor()
  await page.getByRole('button', { name: 'Use Kira starter' }).click()
  await vi.waitFor(() => expect(fake.settings.model.path).toBeNull())
})

test('a model that was chosen by another name is in use, until another one is', async () => {
  const fake = createFakeCompanion()
  const link = '/desktop/link-to-zephyr.gguf'
  fake.settings = { ...fake.settings, model: { ...fake.settings.model, path: link } }
  fake.models.push(entry({ usedAs: link }))
  fake.offered = [offered({ path: '/models/qwen.gguf', usedAs: link })]
  await using settings = await openModel({ fake })
  const { page } = settings
  await page.getByRole('button', { name: 'In use: Zephyr 7B', pressed: true }).waitFor()
  await page.getByRole('button', { name: 'In use: Qwen3 4B Instruct', pressed: true }).waitFor()
  await page.getByRole('button', { name: 'Use Kira starter', pressed: false }).click()
  await page.getByRole('button', { name: 'In use: Kira starter', pressed: true }).waitFor()
  await page.getByRole('button', { name: 'Use Zephyr 7B', pressed: false }).waitFor()
})

test('a model’s file tells all about itself when it is asked', async () => {
  const fake = createFakeCompanion()
  fake.models = [entry()]
  await using settings = await openModel({ fake })
  const { page } = settings
  const zephyr = card(page, 'Zephyr 7B')
  await zephyr.getByText('Details').press('Enter')
  await zephyr.getByText('/models/zephyr.gguf').waitFor()
  const table = zephyr.getByRole('table', { name: 'How it would run here' })
  await table.waitFor()
  const rows = await table.getByRole('row').evaluateAll((all) => all.map((row) => row.textContent))
  expect(rows).toEqual([
    'PerformanceBalancedProcessor only',
    'Layers on the card33/3328/330/33',
    'Context8,1924,0964,096',
    'Graphics memory4.5 GB4.5 GB0 MB',
    'Memory512 MB512 MB5.1 GB',
    'On this computerfits wellslowerwon’t fit',
  ])
  await zephyr.getByText('All that the file says (2)').click()
  await zephyr.getByText('general.architecture').waitFor()
})

test('what can’t talk, and what is broken, is said for what it is and can’t be used', async () => {
  const fake = createFakeCompanion()
  const cut = new KiraError('MODEL_TRUNCATED', { path: '/cut.gguf' }).toFailure()
  const mute = (kind: 'embedding' | 'vision' | 'adapter') =>
    entry({ source: 'folder', fit: null, facts: { path: `/${kind}`, name: `an ${kind} file`, kind } })
  fake.models.push(entry({ problem: cut, facts: { path: '/cut.gguf', name: 'Cut' } }))
  fake.models.push(mute('embedding'), mute('vision'), mute('adapter'))
  await using settings = await openModel({ fake })
  const { page } = settings
  await page.getByText('4 files that can’t be used').click()
  const why = card(page, 'Cut').getByText('The model /cut.gguf is not complete')
  await why.waitFor()
  // Its details don't say it again.
  await card(page, 'Cut').getByText('Details').click()
  await card(page, 'Cut').getByText('Where it lies').waitFor()
  expect(asked(settings, 'models.inspect')).toEqual([])
  expect(await why.count()).toBe(1)
  await page.getByText('It compares texts, and can’t talk.').waitFor()
  await page.getByText('The eyes of another model (mmproj)').waitFor()
  await page.getByText('An addition to another model (LoRA)').waitFor()
  const buttons = region(page, 'Models on this computer').getByRole('button', { name: /^(In use|Use)/ })
  expect(await buttons.evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel))).toEqual(['In use: Kira starter'])
})

test('a model in Kira’s own folder is deleted after a question, and no other', async () => {
  const fake = createFakeCompanion()
  fake.models.push(entry(), entry({ source: 'ollama', facts: { path: '/ollama/blobs/sha256-1', name: 'Mistral' } }))
  await using settings = await openModel({ fake })
  const { page } = settings
  const here = region(page, 'Models on this computer')
  await here.getByText('holds 5.1 GB; 120 GB are free there.').waitFor()
  expect(await here.getByRole('button', { name: /^Remove/ }).count()).toBe(1)
  await page.getByRole('button', { name: 'Remove Zephyr 7B' }).press('Enter')
  const question = page.getByRole('dialog', { name: 'Remove Zephyr 7B?' })
  await question.getByText('5.1 GB become free').waitFor()
  await question.getByRole('button', { name: 'Remove' }).press('Enter')
  await page.getByText('Zephyr 7B was deleted.').waitFor()
  expect(asked(settings, 'models.remove')).toEqual([{ path: '/models/zephyr.gguf' }])
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Models on this computer')
})

test('models that come, and folders that are added, are found without a new page', async () => {
  await using settings = await openModel()
  const { page, fake } = settings
  await card(page, 'Kira starter').waitFor()
  fake.models.push(entry())
  fake.emit({ type: 'models-changed' })
  await card(page, 'Zephyr 7B').waitFor()

  // What fits depends on the machine and on what is set.
  fake.models = [entry({ fit: fits('yellow', { gpuLayers: 20 }) })]
  fake.emit({ type: 'machine-known', machine: MACHINE })
  await card(page, 'Zephyr 7B').getByText('slower · 20/33 layers').waitFor()
  fake.models = [entry({ fit: fits('yellow', { gpuLayers: 10 }) })]
  await page.getByLabel('Profile').selectOption('balanced')
  await card(page, 'Zephyr 7B').getByText('slower · 10/33 layers').waitFor()

  fake.models.push(entry({ facts: { path: '/b.gguf', name: 'Bagel' } }))
  await page.getByRole('button', { name: 'Look again' }).click()
  await card(page, 'Bagel').waitFor()

  await page.getByText('Folders to search').click()
  await page.getByLabel('Add a folder').fill('models')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').filter({ hasText: 'That is no full path.' }).waitFor()
  expect(fake.settings.model.folders).toEqual([])
  await page.getByLabel('Add a folder').fill(' /data/models ')
  await page.keyboard.press('Enter')
  await vi.waitFor(() => expect(fake.settings.model.folders).toEqual(['/data/models']))
  await page.getByRole('button', { name: 'Remove /data/models' }).press('Enter')
  await vi.waitFor(() => expect(fake.settings.model.folders).toEqual([]))
  await expect
    .poll(() => page.getByLabel('Add a folder').evaluate((input) => input === document.activeElement))
    .toBe(true)
})

test('a folder that could not be searched says why beside its path, and stays', async () => {
  const fake = createFakeCompanion()
  const folders = ['/mnt/usb', '/srv/models', '/data/models']
  fake.settings = { ...fake.settings, model: { ...fake.settings.model, folders } }
  fake.unsearched = [
    { path: '/mnt/usb', why: 'not-found' },
    { path: '/srv/models', why: 'unreadable' },
  ]
  await using settings = await openModel({ fake })
  const { page } = settings
  await page.getByText('Folders to search · 2 can’t be searched').click()
  const told = (folder: string) =>
    page.getByRole('listitem').filter({ hasText: folder }).getByRole('status').textContent()
  expect(await told('/mnt/usb')).toMatch(/^Not found\./)
  expect(await told('/srv/models')).toMatch(/^Can’t be read\./)
  expect(await told('/data/models')).toBe('')

  // The disk is back.
  fake.unsearched = []
  await page.getByRole('button', { name: 'Look again' }).click()
  await page.getByText('Folders to search', { exact: true }).waitFor()
  await expect.poll(() => told('/mnt/usb')).toBe('')
  expect(fake.settings.model.folders).toEqual(folders)
})

test('a model is chosen by its path, too', async () => {
  await using settings = await openModel()
  const { page, fake } = settings
  const path = page.getByLabel('Model file')
  await path.fill('/models/qwen.gguf')
  await path.press('Enter')
  await vi.waitFor(() => expect(fake.settings.model.path).toBe('/models/qwen.gguf'))
  await page.getByRole('button', { name: 'Use Kira starter' }).waitFor()
  await path.fill('')
  await path.press('Enter')
  await vi.waitFor(() => expect(fake.settings.model.path).toBeNull())
})

test('a path that is changed back before it was saved is changed back', async () => {
  await using settings = await openModel()
  const { page, fake } = settings
  const { promise, resolve } = Promise.withResolvers<void>()
  fake.settingsSaved = promise
  const path = page.getByLabel('Model file')
  await path.fill('/models/wrong.gguf')
  await path.press('Enter')
  await path.fill('')
  await path.press('Enter')
  await vi.waitFor(() => expect(asked(settings, 'settings.change')).toHaveLength(2))
  resolve()
  await expect.poll(() => path.inputValue()).toBe('')
  expect(fake.settings.model.path).toBeNull()
})

/** Drops a file of that name anywhere on the page. */
async function drop(page: Page, name: string): Promise<void> {
  await page.evaluate((name) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['GGUF'], name))
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }))
  }, name)
}

test('on the desktop, a model that is dropped is used where it lies', async () => {
  await using settings = await openModel()
  const { page, fake } = settings
  // As the desktop's preload does.
  await page.evaluate(() => {
    Object.assign(window, { kiraPathOfFile: (file: File) => `/models/${file.name}` })
  })
  const mute = entry({ fit: null, facts: { path: '/models/eyes.gguf', name: 'eyes', kind: 'vision' } })
  fake.models.push(entry(), mute)
  await drop(page, 'zephyr.gguf')
  await page.getByText('Zephyr 7B is Kira’s mind now.').waitFor()
  expect(fake.settings.model.path).toBe('/models/zephyr.gguf')
  expect(asked(settings, 'files.begin')).toEqual([])

  await drop(page, 'eyes.gguf')
  await page.getByRole('alert').filter({ hasText: '/models/eyes.gguf is no model that talks' }).waitFor()
  await drop(page, 'gone.gguf')
  await page.getByRole('alert').filter({ hasText: 'There is no model at /models/gone.gguf.' }).waitFor()
  expect(fake.settings.model.path).toBe('/models/zephyr.gguf')
})

test('a dropped model that won’t fit is used only if the user wants it all the same', async () => {
  await using settings = await openModel()
  const { page, fake } = settings
  await page.evaluate(() => {
    Object.assign(window, { kiraPathOfFile: (file: File) => `/models/${file.name}` })
  })
  fake.models.push(entry({ fit: fits('red'), facts: { path: '/models/llama.gguf', name: 'Llama 70B' } }))
  const question = page.getByRole('alertdialog', { name: 'Llama 70B won’t fit on this computer' })

  await drop(page, 'llama.gguf')
  await question.waitFor()
  await page.keyboard.press('Escape')
  await question.waitFor({ state: 'detached' })
  await drop(page, 'llama.gguf')
  await question.getByRole('button', { name: 'Leave it' }).press('Enter')
  await question.waitFor({ state: 'detached' })
  expect(fake.settings.model.path).toBeNull()

  // Another file is an answer, too.
  await drop(page, 'llama.gguf')
  await question.waitFor()
  await drop(page, 'gone.gguf')
  await page.getByRole('alert').filter({ hasText: 'There is no model at /models/gone.gguf.' }).waitFor()
  expect(await question.count()).toBe(0)

  await drop(page, 'llama.gguf')
  await question.getByRole('button', { name: 'Use it' }).click()
  await page.getByText('Llama 70B is Kira’s mind now.').waitFor()
  expect(fake.settings.model.path).toBe('/models/llama.gguf')
})

test('in a browser, which doesn’t tell where a file lies, the page says what to do instead', async () => {
  await using settings = await openModel()
  const { page, fake } = settings
  await page.getByText('A browser doesn’t tell where a dropped file lies; so type its path here').waitFor()
  await drop(page, 'zephyr.gguf')
  await page.getByRole('alert').filter({ hasText: 'A browser doesn’t tell where zephyr.gguf lies.' }).waitFor()
  expect(fake.settings.model.path).toBeNull()
})

test('a recommended model is downloaded, paused, gone on with and used, by one button', async () => {
  const fake = createFakeCompanion()
  fake.offered = [offered()]
  await using settings = await openModel({ fake })
  const { page, complaints } = settings
  const qwen = region(page, 'Recommended').getByRole('listitem')
  await qwen.getByText('fits well · 37/37 layers').waitFor()
  await qwen.getByText('4B parameters · Q4_K_M · 2.5 GB · from huggingface.co').waitFor()
  await qwen.getByText('Good at everyday talk.').waitFor()
  const licence = qwen.getByRole('link', { name: 'Apache 2.0' })
  expect(await licence.getAttribute('href')).toBe('https://www.apache.org/licenses/LICENSE-2.0')
  expect(await licence.getAttribute('target')).toBe('_blank')

  await page.getByRole('button', { name: 'Download Qwen3 4B Instruct' }).focus()
  await page.keyboard.press('Enter')
  await qwen.getByText('Downloading · 0% of 2.5 GB').waitFor()
  fake.setDownload('qwen3-4b', { doneBytes: 1_550_000_000, bytesPerSecond: 11_200_000, secondsLeft: 84.8 })
  await qwen.getByText('Downloading · 62% of 2.5 GB · 11.2 MB/s · 1 min 25 secs left').waitFor()
  await expect.poll(() => qwen.getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.position)).toBe(0.62)

  await page.keyboard.press('Enter')
  await qwen.getByText('Paused · 62% of 2.5 GB').waitFor()
  await page.keyboard.press('Enter')
  await qwen.getByText('Downloading · 62% of 2.5 GB').waitFor()
  fake.setDownload('qwen3-4b', { phase: 'checking', doneBytes: 2_500_000_000 })
  await page.getByRole('button', { name: 'Qwen3 4B Instruct is being checked' }).waitFor()

  const path = '/home/me/.config/kira/models/qwen3-4b.gguf'
  fake.offered = [offered({ path })]
  fake.setDownloads([])
  fake.emit({ type: 'models-changed' })
  await page.getByRole('button', { name: 'Use Qwen3 4B Instruct' }).waitFor()
  await page.keyboard.press('Enter')
  await vi.waitFor(() => expect(fake.settings.model.path).toBe(path))
  await page.getByRole('button', { name: 'In use: Qwen3 4B Instruct' }).waitFor()
  expect(complaints).toEqual([])
})

test('a newcomer sees the best model for this computer first, the others behind it', async () => {
  const fake = createFakeCompanion()
  const names = { small: fits('green'), good: fits('green'), slow: fits('yellow'), huge: fits('red') }
  fake.offered = Object.entries(names).map(([name, fit]) => offered({ id: name, name, fit }))
  fake.offered.push(offered({ id: 'unknown', name: 'unknown', fit: null }))
  await using settings = await openModel({ fake })
  const { page } = settings
  await page.getByText('The starter mind is small').waitFor()
  const cards = region(page, 'Recommended').getByRole('listitem')
  await cards.filter({ hasText: 'best for this computer' }).waitFor()
  expect(await cards.count()).toBe(1)
  await page.getByRole('button', { name: 'Download good' }).waitFor()
  await page.getByText('4 other recommended models').press('Enter')
  await page.getByRole('button', { name: 'Download huge' }).waitFor()
  expect(await page.getByText('best for this computer').count()).toBe(1)
})

test('before the computer was looked at, all that is recommended is shown', async () => {
  const fake = createFakeCompanion()
  fake.offered = ['one', 'two'].map((name) => offered({ id: name, name, fit: null }))
  await using settings = await openModel({ fake })
  await settings.page.getByRole('button', { name: 'Download one' }).waitFor()
  await settings.page.getByRole('button', { name: 'Download two' }).waitFor()
})

test('a model that came and was deleted can be fetched again', async () => {
  const fake = createFakeCompanion()
  fake.offered = [offered()]
  fake.setDownload('qwen3-4b', { phase: 'done', doneBytes: 2_500_000_000 })
  await using settings = await openModel({ fake })
  await settings.page.getByRole('button', { name: 'Download Qwen3 4B Instruct' }).click()
  await region(settings.page, 'Recommended').getByText('Downloading · ').waitFor()
})

test('a download that failed says why and is tried again; one that is cancelled asks first', async () => {
  const fake = createFakeCompanion()
  fake.offered = [offered()]
  fake.setDownload('qwen3-4b', {
    phase: 'failed',
    doneBytes: 1_000_000_000,
    failure: new KiraError('DISK_FULL').toFailure(),
  })
  await using settings = await openModel({ fake })
  const { page } = settings
  const qwen = region(page, 'Recommended').getByRole('listitem')
  await qwen.getByRole('alert').filter({ hasText: 'The disk is full' }).waitFor()
  await page.getByRole('button', { name: 'Try again: Qwen3 4B Instruct' }).click()
  await qwen.getByText('Downloading · 40% of 2.5 GB').waitFor()
  expect(asked(settings, 'downloads.start')).toEqual([{ id: 'qwen3-4b' }])

  await page.getByRole('button', { name: 'Cancel Qwen3 4B Instruct' }).click()
  const question = page.getByRole('dialog', { name: 'Cancel the download of Qwen3 4B Instruct?' })
  await question.getByText('What has come so far, 1 GB, is deleted.').waitFor()
  await question.getByRole('button', { name: 'Keep downloading' }).click()
  expect(asked(settings, 'downloads.cancel')).toEqual([])
  await page.getByRole('button', { name: 'Cancel Qwen3 4B Instruct' }).click()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Download Qwen3 4B Instruct' }).waitFor()
})

test('how she uses the computer is set by name, or in numbers', async () => {
  await using settings = await openModel()
  const { page, fake } = settings
  const use = region(page, 'How she uses this computer')
  expect(await use.getByLabel('Layers on the graphics card').count()).toBe(0)
  await use.getByLabel('Profile').selectOption({ label: 'My own numbers' })
  const layers = use.getByLabel('Layers on the graphics card')
  await layers.fill('20')
  await layers.press('Enter')
  await vi.waitFor(() => expect(fake.settings.model).toMatchObject({ profile: 'custom', gpuLayers: 20 }))

  const idle = use.getByLabel('Rest after')
  expect(await idle.inputValue()).toBe('10')
  await idle.fill('')
  await idle.press('Enter')
  await vi.waitFor(() => expect(fake.settings.model.idleMinutes).toBeNull())

  await use.getByText('Fine tuning').click()
  await use.getByLabel('Memory of the talk').selectOption({ label: 'Half the memory (q8_0)' })
  await use.getByLabel('Chat template').selectOption({ label: 'Mistral' })
  await vi.waitFor(() => expect(fake.settings.model).toMatchObject({ kvType: 'q8_0', template: 'mistral' }))
})

test('how she answers is set by keyboard, each with what it does', async () => {
  await using settings = await openModel()
  const { page, fake } = settings
  const reply = region(page, 'How she answers')
  await reply.getByRole('switch', { name: 'Think before answering' }).press('Space')
  await reply.getByText('Fine tuning').press('Enter')
  await reply.getByRole('slider', { name: 'Min-p' }).press('ArrowRight')
  const seed = reply.getByLabel('Seed')
  await seed.fill('42')
  await seed.press('Enter')
  await vi.waitFor(() => expect(fake.settings.reply).toMatchObject({ think: true, minP: 0.06, seed: 42 }))
  const penalty = reply.getByRole('slider', { name: 'Repeat penalty' })
  const help = await penalty.evaluate(
    (thumb) => document.getElementById(thumb.getAttribute('aria-describedby')?.split(' ')[0] ?? '')?.textContent,
  )
  expect(help).toContain('try 1.1 if she goes in circles')
})

test('the French page speaks French of numbers and reasons, too', async () => {
  const fake = createFakeCompanion({ settings: { language: 'fr' } })
  fake.model = zephyrIsReady({ contextSize: 4096 })
  fake.offered = [offered({ fit: fits('red', {}, [{ code: 'no-gpu', data: {} }]) })]
  await using settings = await bench.open('/settings', { fake })
  const { page } = settings
  await page.getByRole('tab', { name: 'Modèle' }).click()
  await page.getByText('28 couches sur 33 sur NVIDIA RTX 4050 (28 demandées)').waitFor()
  await page.getByText('28 couches sur 33 tiennent sur la carte graphique').waitFor()
  const qwen = region(page, 'Recommandés').getByRole('listitem')
  await qwen.getByText('trop grand').waitFor()
  await qwen.getByText('Aucune carte graphique utilisable').waitFor()
  await qwen.getByText('À l’aise dans la conversation de tous les jours.').waitFor()
  await qwen.getByText('4 Md de paramètres · Q4_K_M · 2,5 Go · de huggingface.co').waitFor()
})

test('on a page of 360 pixels, nothing is cut off at the side', async () => {
  const fake = createFakeCompanion()
  fake.machine = MACHINE
  fake.models.push(entry({ facts: { path: `/${'long/'.repeat(30)}`, name: 'Name_'.repeat(20) } }))
  fake.offered = [offered({ fit: fits('yellow', { vramBytes: gib(3) }) })]
  fake.setDownload('qwen3-4b', { phase: 'running', doneBytes: 1e9, bytesPerSecond: 1e7, secondsLeft: 100 })
  await using settings = await openModel({ fake, context: { viewport: { width: 360, height: 700 } } })
  const { page } = settings
  await region(page, 'Recommended').getByRole('progressbar').waitFor()
  const folded = page.locator('details:not([open]) > summary')
  while ((await folded.count()) > 0) await folded.first().click()
  await page.getByRole('table').first().waitFor()
  const widths = await page.locator('.settings-main').evaluate((main) => [main.scrollWidth, main.clientWidth])
  expect(widths[0]).toBe(widths[1])
})
