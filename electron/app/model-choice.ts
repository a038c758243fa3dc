import { join, resolve } from 'node:path'
import type { Settings } from '../contract/index.ts'
import type { ModelChoice, ModelWish } from '../llm/port.ts'

/** Where the model lies that ships with Kira. */
export function starterPath(rootDir: string): string {
  return join(rootDir, 'models/kira-starter.gguf')
}

/** The model of the settings, unless the command line names another one. */
export function modelChoice(settings: Settings, rootDir: string, override: string | undefined): ModelChoice {
  const path = override ?? settings.model.path
  // By its own path it is the starter all the same, which is spoken to in the few forms that it was taught.
  if (!path || resolve(path) === resolve(starterPath(rootDir))) return starterChoice(rootDir, settings)
  return { path, starter: false, wish: wishOf(settings) }
}

export function starterChoice(rootDir: string, settings: Settings): ModelChoice {
  return { path: starterPath(rootDir), starter: true, wish: wishOf(settings) }
}

function wishOf({ model }: Settings): ModelWish {
  const { profile, gpuLayers, contextSize, threads, flashAttention, kvType, template } = model
  return { profile, gpuLayers, contextSize, threads, flashAttention, kvType, template }
}
