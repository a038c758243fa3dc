import { lstat, realpath, rm } from 'node:fs/promises'
import { KiraError } from '../contract/index.ts'
import { identitiesOf } from './identity.ts'
import { withItsParts } from './parts.ts'
import { isWithin } from './within.ts'

/**
 * Deletes a model, with all its parts, from Kira's own folder and from nowhere else.
 * @param chosenPath the model that is used, by any of its names; it stays
 * @throws KiraError `MODEL_NOT_FOUND`, `MODEL_NOT_OURS`, `MODEL_IN_USE`, `MODEL_NOT_REMOVED`
 */
export async function removeModel(options: { path: string; folder: string; chosenPath: string }): Promise<void> {
  const { path, folder, chosenPath } = options
  // Links are looked through, so that none leads out of the folder.
  const real = await realpath(path).catch(() => undefined)
  if (real === undefined || !(await lstat(real)).isFile()) throw new KiraError('MODEL_NOT_FOUND', { path })
  const home = await realpath(folder).catch(() => folder)
  if (!isWithin(home, real) || !real.toLowerCase().endsWith('.gguf')) throw new KiraError('MODEL_NOT_OURS', { path })
  const files = await withItsParts(real)
  const [used] = await identitiesOf([chosenPath])
  if (used !== undefined && (await identitiesOf(files)).includes(used)) throw new KiraError('MODEL_IN_USE', { path })
  try {
    for (const file of files) await rm(file, { force: true })
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new KiraError('MODEL_NOT_REMOVED', { path, detail }, { cause: error })
  }
}
