import { join } from 'node:path'
import { expect, test } from 'vitest'
import { modelChoice, starterPath } from '../../electron/app/model-choice.ts'
import { DEFAULT_SETTINGS } from '../../electron/contract/index.ts'

const ROOT = '/opt/kira'

test('without a choice it is the starter; another file is another model, on the command line before the settings', () => {
  const chosen = { ...DEFAULT_SETTINGS, model: { ...DEFAULT_SETTINGS.model, path: '/models/a.gguf' } }
  expect(modelChoice(DEFAULT_SETTINGS, ROOT, undefined)).toMatchObject({ path: starterPath(ROOT), starter: true })
  expect(modelChoice(chosen, ROOT, undefined)).toMatchObject({ path: '/models/a.gguf', starter: false })
  expect(modelChoice(chosen, ROOT, '/models/b.gguf')).toMatchObject({ path: '/models/b.gguf', starter: false })
})

test.for([starterPath(ROOT), `${join(ROOT, 'models')}/../models/kira-starter.gguf`])(
  'the starter is the starter by its own path, too: %s',
  (path) => {
    expect(modelChoice(DEFAULT_SETTINGS, ROOT, path)).toMatchObject({ path: starterPath(ROOT), starter: true })
  },
)
