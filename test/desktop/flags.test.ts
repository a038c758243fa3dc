import { expect, test } from 'vitest'
import { parseDesktopFlags } from '../../electron/desktop/flags.ts'

test('our flags are found among Electron’s and Chromium’s', () => {
  const args = [
    '.',
    '--no-sandbox',
    '--data-dir',
    '/memory',
    '--enable-features=X,Y',
    '--model=/m.gguf',
    '--port',
    '80',
  ]
  expect(parseDesktopFlags(args)).toEqual({ dataDir: '/memory', modelPath: '/m.gguf' })
  expect(parseDesktopFlags(['.'])).toEqual({ dataDir: undefined, modelPath: undefined })
  expect(parseDesktopFlags(['.', '--data-dir'])).toEqual({ dataDir: undefined, modelPath: undefined })
})
