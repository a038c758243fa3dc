import { posix, win32 } from 'node:path'
import type { ModelEntry } from '../contract/index.ts'

/** Where models may be: a folder, one whose files have no names of their own (see ollama.ts), or a single file. */
export interface Place {
  readonly source: ModelEntry['source']
  readonly path: string
  readonly layout: 'folder' | 'ollama' | 'file'
}

/**
 * Where models may lie, as each program says or its own settings do. A place need not be there. Sources:
 * https://docs.ollama.com/faq, https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables,
 * https://www.jan.ai/docs/desktop/data-folder; the others by where they put them.
 */
export function placesToSearch(options: {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly platform: NodeJS.Platform
  /** Kira's own, where downloads go. */
  readonly ownFolder: string
  /** The model that ships with Kira; the user may have put others beside it. */
  readonly starterPath: string
  /** The user's (`model.folders`). */
  readonly folders: readonly string[]
  /** The model that is used, wherever it is. */
  readonly chosenPath: string
}): Place[] {
  const { env, home, platform, starterPath, chosenPath } = options
  const { join, dirname, isAbsolute } = platform === 'win32' ? win32 : posix
  const folders = (source: Place['source'], ...paths: string[]) =>
    paths.map((path): Place => ({ source, path, layout: 'folder' }))
  const ollama = (...paths: string[]) => paths.map((path): Place => ({ source: 'ollama', path, layout: 'ollama' }))
  const appData = appDataFolders(env, home, platform)

  return [
    { source: 'starter', path: starterPath, layout: 'file' },
    ...folders('folder', dirname(starterPath)),
    ...folders('kira', options.ownFolder),
    ...folders('lm-studio', join(home, '.lmstudio', 'models'), join(home, '.cache', 'lm-studio', 'models')),
    ...ollama(env.OLLAMA_MODELS || join(home, '.ollama', 'models')),
    ...(platform === 'linux' ? ollama('/usr/share/ollama/.ollama/models') : []),
    ...folders('hugging-face', huggingFaceCache(env, join(home, '.cache'), join)),
    ...folders(
      'jan',
      join(home, 'jan', 'models'),
      join(appData.roaming, 'Jan', 'data', 'llamacpp', 'models'),
      join(appData.roaming, 'Jan', 'data', 'models'),
    ),
    ...folders('gpt4all', join(appData.local, 'nomic.ai', 'GPT4All')),
    // What is no full path would depend on where Kira was started.
    ...folders('folder', ...options.folders.filter((folder) => isAbsolute(folder))),
    { source: 'folder', path: chosenPath, layout: 'file' },
  ]
}

/** Where programs keep what is theirs; only Windows tells apart what follows the user to another machine. */
function appDataFolders(env: Readonly<Record<string, string | undefined>>, home: string, platform: NodeJS.Platform) {
  if (platform === 'win32') {
    return {
      roaming: env.APPDATA || win32.join(home, 'AppData', 'Roaming'),
      local: env.LOCALAPPDATA || win32.join(home, 'AppData', 'Local'),
    }
  }
  const folder =
    platform === 'darwin'
      ? posix.join(home, 'Library', 'Application Support')
      : env.XDG_DATA_HOME || posix.join(home, '.local', 'share')
  return { roaming: folder, local: folder }
}

function huggingFaceCache(
  env: Readonly<Record<string, string | undefined>>,
  caches: string,
  join: typeof posix.join,
): string {
  if (env.HF_HUB_CACHE) return env.HF_HUB_CACHE
  return join(env.HF_HOME || join(env.XDG_CACHE_HOME || caches, 'huggingface'), 'hub')
}
