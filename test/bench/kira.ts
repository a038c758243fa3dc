import type { LoadedModel } from '../../electron/contract/index.ts'
import { createLocalModel } from '../../electron/llm/local/create-local-model.ts'
import type { LanguageModel, ModelChoice } from '../../electron/llm/port.ts'
import type { ModelProcess } from '../../electron/llm/process.ts'
import { openModelProcesses } from '../llm/model-processes.ts'
import { silentLog } from '../llm/silent-log.ts'

export interface OpenKira {
  readonly model: LanguageModel
  readonly loaded: LoadedModel
  readonly process: ModelProcess
}

/** Loads a model as Kira does, in its own process. @param system is read after the load, as in Kira */
export async function openKira(choice: ModelChoice, system?: string): Promise<OpenKira> {
  const processes = openModelProcesses()
  const model = createLocalModel({ startProcess: processes.start, log: silentLog })
  if (system !== undefined) model.prepare(system)
  await model.choose(choice)
  const loaded = await model.load()
  return { model, loaded, process: processes.latest() }
}
