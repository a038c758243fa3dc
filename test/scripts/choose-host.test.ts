import { expect, test } from 'vitest'
import { electronObstacle } from '../../scripts/lib/choose-host.ts'

const display = { DISPLAY: ':0' }

test('on Linux, root needs a word about the sandbox', () => {
  expect(electronObstacle({ platform: 'linux', uid: 0, env: display })).toBe('root')
  expect(electronObstacle({ platform: 'linux', uid: 0, env: { ...display, KIRA_NO_SANDBOX: '1' } })).toBeNull()
  expect(electronObstacle({ platform: 'linux', uid: 0, env: { ...display, KIRA_NO_SANDBOX: '0' } })).toBe('root')
})

test('on Linux, a window needs a display', () => {
  expect(electronObstacle({ platform: 'linux', uid: 1000, env: {} })).toBe('no-display')
  expect(electronObstacle({ platform: 'linux', uid: 1000, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeNull()
})

test('elsewhere nothing stands in the way', () => {
  expect(electronObstacle({ platform: 'darwin', uid: 501, env: {} })).toBeNull()
  expect(electronObstacle({ platform: 'win32', uid: undefined, env: {} })).toBeNull()
})
