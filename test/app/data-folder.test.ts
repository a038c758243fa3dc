import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { dataFolder, prepareDataFolder } from '../../electron/app/data-folder.ts'

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kira-data-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('where the data folder is', () => {
  const home = '/home/lea'

  test.each([
    ['linux', {}, '/home/lea/.config/Kira'],
    ['linux', { XDG_CONFIG_HOME: '/data/config' }, '/data/config/Kira'],
    ['linux', { XDG_CONFIG_HOME: '' }, '/home/lea/.config/Kira'],
    ['darwin', { XDG_CONFIG_HOME: '/data/config' }, '/home/lea/Library/Application Support/Kira'],
    ['win32', { APPDATA: 'C:\\Users\\lea\\AppData\\Roaming' }, 'C:\\Users\\lea\\AppData\\Roaming\\Kira'],
  ] as const)('on %s with %j: where Electron keeps it', (platform, env, folder) => {
    expect(dataFolder({ env, platform, home })).toBe(folder)
  })

  test('the option wins over the environment, and the environment over the platform', () => {
    const env = { KIRA_DATA_DIR: '/from/environment' }
    expect(dataFolder({ option: '/from/option', env, platform: 'linux', home })).toBe(resolve('/from/option'))
    expect(dataFolder({ env, platform: 'linux', home })).toBe(resolve('/from/environment'))
    expect(dataFolder({ option: '', env: { KIRA_DATA_DIR: '' }, platform: 'linux', home })).toBe(
      '/home/lea/.config/Kira',
    )
  })

  test('a relative one is meant from here', () => {
    expect(dataFolder({ option: 'mine', env: {}, platform: 'linux', home })).toBe(resolve('mine'))
  })
})

describe('preparing the data folder', () => {
  test('it is made for the user alone, with all above it, and left empty', () => {
    const folder = join(temporaryFolder(), 'deep', 'Kira')
    prepareDataFolder(folder)
    prepareDataFolder(folder)
    expect(readdirSync(folder)).toEqual([])
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  test('where it can’t be, it is named', () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, 'in the way')
    for (const path of [file, join(file, 'Kira')]) {
      expect(() => prepareDataFolder(path)).toThrow(
        expect.objectContaining({ code: 'DATA_FOLDER_UNWRITABLE', data: { path } }),
      )
    }
  })
})
