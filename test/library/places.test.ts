import { expect, test } from 'vitest'
import { placesToSearch } from '../../electron/library/places.ts'

type Question = Parameters<typeof placesToSearch>[0]

/** Where the models of other programs are looked for, by program. */
function elsewhere(question: Pick<Question, 'platform' | 'home'> & Partial<Question>): Record<string, string[]> {
  const places = placesToSearch({
    env: {},
    ownFolder: 'own',
    starterPath: 'app/models/kira-starter.gguf',
    folders: [],
    chosenPath: 'chosen.gguf',
    ...question,
  })
  const others = places.filter(({ source }) => !['starter', 'kira', 'folder'].includes(source))
  const bySource = Object.groupBy(others, ({ source }) => source)
  return Object.fromEntries(Object.entries(bySource).map(([source, found]) => [source, found.map(({ path }) => path)]))
}

test('on Linux', () => {
  expect(elsewhere({ platform: 'linux', home: '/home/ada' })).toEqual({
    'lm-studio': ['/home/ada/.lmstudio/models', '/home/ada/.cache/lm-studio/models'],
    ollama: ['/home/ada/.ollama/models', '/usr/share/ollama/.ollama/models'],
    'hugging-face': ['/home/ada/.cache/huggingface/hub'],
    jan: [
      '/home/ada/jan/models',
      '/home/ada/.local/share/Jan/data/llamacpp/models',
      '/home/ada/.local/share/Jan/data/models',
    ],
    gpt4all: ['/home/ada/.local/share/nomic.ai/GPT4All'],
  })
})

test('on macOS', () => {
  const found = elsewhere({ platform: 'darwin', home: '/Users/ada' })
  expect(found.ollama).toEqual(['/Users/ada/.ollama/models'])
  expect(found.jan).toContain('/Users/ada/Library/Application Support/Jan/data/llamacpp/models')
  expect(found.gpt4all).toEqual(['/Users/ada/Library/Application Support/nomic.ai/GPT4All'])
})

test('on Windows', () => {
  const home = 'C:\\Users\\Ada'
  const env = { APPDATA: 'D:\\Roaming', LOCALAPPDATA: 'D:\\Local' }
  expect(elsewhere({ platform: 'win32', home, env }).gpt4all).toEqual(['D:\\Local\\nomic.ai\\GPT4All'])
  const found = elsewhere({ platform: 'win32', home })
  expect(found['lm-studio']?.[0]).toBe('C:\\Users\\Ada\\.lmstudio\\models')
  expect(found.jan).toContain('C:\\Users\\Ada\\AppData\\Roaming\\Jan\\data\\llamacpp\\models')
})

test('what a program was told to use goes before what it uses otherwise', () => {
  const ada = { platform: 'linux', home: '/home/ada' } as const
  expect(elsewhere({ ...ada, env: { OLLAMA_MODELS: '/big/ollama' } }).ollama?.[0]).toBe('/big/ollama')
  expect(elsewhere({ ...ada, env: { HF_HUB_CACHE: '/big/hub', HF_HOME: '/no' } })['hugging-face']).toEqual(['/big/hub'])
  expect(elsewhere({ ...ada, env: { HF_HOME: '/big/hf' } })['hugging-face']).toEqual(['/big/hf/hub'])
  expect(elsewhere({ ...ada, env: { XDG_CACHE_HOME: '/c' } })['hugging-face']).toEqual(['/c/huggingface/hub'])
  expect(elsewhere({ ...ada, env: { XDG_DATA_HOME: '/d' } }).gpt4all).toEqual(['/d/nomic.ai/GPT4All'])
})

test('Kira’s own folders come first, the user’s last', () => {
  const places = placesToSearch({
    env: {},
    home: '/home/ada',
    platform: 'linux',
    ownFolder: '/data/models',
    starterPath: '/app/models/kira-starter.gguf',
    // The second one is no full path: where it would lie depends on where Kira was started.
    folders: ['/mnt/models', 'models'],
    chosenPath: '/somewhere/else.gguf',
  })
  expect(places.slice(0, 3)).toEqual([
    { source: 'starter', path: '/app/models/kira-starter.gguf', layout: 'file' },
    { source: 'folder', path: '/app/models', layout: 'folder' },
    { source: 'kira', path: '/data/models', layout: 'folder' },
  ])
  expect(places.slice(-2)).toEqual([
    { source: 'folder', path: '/mnt/models', layout: 'folder' },
    { source: 'folder', path: '/somewhere/else.gguf', layout: 'file' },
  ])
})
