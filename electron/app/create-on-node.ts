import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { forkModelProcess } from '../llm/local/fork.ts'
import { type Companion, createCompanion } from './create-companion.ts'
import { dataFolder, prepareDataFolder } from './data-folder.ts'
import { openLog } from './log.ts'
import { noWindows } from './windows-port.ts'

/** The checkout's root: models/ and data/ are in it. */
export const ROOT = join(import.meta.dirname, '../..')

/** The system's locale as the environment tells it, BCP 47. */
export function systemLocale(): string {
  return Intl.DateTimeFormat().resolvedOptions().locale
}

/**
 * Kira on plain Node, for the web host and the terminal: no windows, the model in a forked process.
 * @throws KiraError `DATA_FOLDER_UNWRITABLE`, and what createCompanion throws
 */
export async function createOnNode(options: {
  dataDir?: string | undefined
  modelPath?: string | undefined
}): Promise<{ companion: Companion; dataDir: string }> {
  const dataDir = dataFolder({ option: options.dataDir, env: process.env, platform: process.platform })
  prepareDataFolder(dataDir)
  const log = openLog({ dataDir })
  const companion = await createCompanion({
    dataDir,
    rootDir: ROOT,
    version: versionOf(ROOT),
    locale: systemLocale(),
    modelPath: options.modelPath,
    startModelProcess: forkModelProcess({ workerPath: join(ROOT, 'electron/llm/local/worker.ts'), log }),
    windows: noWindows,
    log,
  })
  return { companion, dataDir }
}

function versionOf(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return version
}
