import { KiraError, type ModelEntry } from '../../electron/contract/index.ts'
import { type Companion, pathOfFile } from '../client/index.ts'

export const isModelFile = ({ name }: File): boolean => /\.gguf$/i.test(name)

/**
 * Uses a model that was dropped where it lies, without a copy. Gives the name that it calls itself; null where the user
 * would rather not.
 * @param agrees asked about a model that won't fit
 * @throws KiraError `MODEL_PATH_UNKNOWN` in a browser, `MODEL_NOT_FOR_TALKING`, or why it can't be used
 */
export async function bringModel(
  file: File,
  call: Pick<Companion['call'], 'models' | 'settings'>,
  agrees: (model: ModelEntry) => Promise<boolean>,
): Promise<string | null> {
  const path = pathOfFile(file)
  if (path === null) throw new KiraError('MODEL_PATH_UNKNOWN', { file: file.name })
  const { model } = await call.models.inspect({ path })
  if (model.problem) throw new KiraError(model.problem.code, model.problem.data)
  if (model.facts.kind !== 'chat') throw new KiraError('MODEL_NOT_FOR_TALKING', { path, kind: model.facts.kind })
  if (model.fit?.light === 'red' && !(await agrees(model))) return null
  await call.settings.change({ model: { path: model.facts.path } })
  return model.facts.name
}
