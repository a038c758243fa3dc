import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS, type Settings } from '../../electron/contract/index.ts'
import { isNight } from '../../renderer/avatar/night.ts'

test('her darker colours follow the theme of the pages, unless they are chosen', () => {
  const night = (choice: Settings['avatar']['night'], theme: Settings['theme'], systemIsDark = false) =>
    isNight({ ...DEFAULT_SETTINGS, theme, avatar: { ...DEFAULT_SETTINGS.avatar, night: choice } }, systemIsDark)
  expect([night('auto', 'dark'), night('auto', 'light', true)]).toEqual([true, false])
  expect([night('auto', 'system'), night('auto', 'system', true)]).toEqual([false, true])
  expect([night('always', 'light'), night('never', 'dark', true)]).toEqual([true, false])
})
