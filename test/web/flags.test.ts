import { expect, test } from 'vitest'
import { parseWebFlags } from '../../electron/web/flags.ts'

test('without flags she takes the default port, or its next free neighbour', () => {
  expect(parseWebFlags([])).toEqual({
    port: { port: 4760, exact: false },
    dataDir: null,
    modelPath: null,
    open: true,
    help: false,
  })
})

test('what the user says, holds', () => {
  expect(parseWebFlags(['--port', '8080', '--data-dir', 'here', '--model=m.gguf', '--no-open'])).toEqual({
    port: { port: 8080, exact: true },
    dataDir: 'here',
    modelPath: 'm.gguf',
    open: false,
    help: false,
  })
})

test.each([
  ['--port'],
  ['--port', 'abc'],
  ['--port', ''],
  ['--port', '70000'],
  ['--port', '1.5'],
  ['--porf', '1'],
  ['x'],
])('%s %s is named as wrong', (...args) => expect(() => parseWebFlags(args)).toThrow(TypeError))
