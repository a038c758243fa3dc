import { resolve } from 'node:path'
import {
  type Fit,
  type Language,
  type Machine,
  type ModelFacts,
  PROFILES,
  type Profile,
  type Reason,
  settingsSchema,
} from '../../electron/contract/index.ts'
import { choosePlan, plansByProfile } from '../../electron/llm/fit/choose-plan.ts'
import type { ModelShape } from '../../electron/llm/gguf/model-shape.ts'
import { AVATAR_BYTES } from '../../electron/llm/local/open-model.ts'
import { reasonSentences } from '../lib/how-it-runs.ts'
import type { InspectionTexts } from './texts.ts'

/** What is found out about a model, and how it would run. */
export interface Inspection extends Pick<ModelFacts, 'name' | 'kind' | 'arch' | 'params' | 'quantization' | 'layers'> {
  readonly trainContext: number | null
  readonly template: string | null
  readonly licence: string | null
  readonly sizeBytes: number
  readonly parts: number
  /** Null where it can't talk. */
  readonly profiles: Record<Profile, ProfileReport> | null
  readonly chosen: Profile | null
}

interface ProfileReport {
  readonly gpuLayers: number
  readonly contextSize: number
  readonly vramBytes: number
  readonly ramBytes: number
  readonly fits: boolean
  /** In English. */
  readonly why: string
  readonly reasons: readonly Reason[]
}

const STARTER = resolve(import.meta.dirname, '../../models/kira-starter.gguf')

export function inspectionOf(model: ModelShape, machine: Machine): Inspection {
  const { path, file: _, ...facts } = model.facts
  if (facts.kind !== 'chat') return { ...facts, profiles: null, chosen: null }
  const { model: wish } = settingsSchema.parse({})
  const question = { machine, model, wish, starter: path === STARTER, avatarBytes: AVATAR_BYTES }
  const fit = choosePlan(question)
  const chosen = fit.plan.profile
  const plans = { ...plansByProfile(question), [chosen]: fit }
  const profiles = {
    performance: reportOf(plans.performance),
    balanced: reportOf(plans.balanced),
    cpu_fallback: reportOf(plans.cpu_fallback),
  }
  return { ...facts, profiles, chosen }
}

function reportOf({ light, plan, why: reasons }: Fit): ProfileReport {
  const { gpuLayers, contextSize, vramBytes, ramBytes } = plan
  return {
    gpuLayers,
    contextSize,
    vramBytes,
    ramBytes,
    fits: light !== 'red',
    why: reasonSentences('en', reasons),
    reasons,
  }
}

/** The same for people. */
export function tableOf(inspection: Inspection, texts: InspectionTexts, language: Language): string {
  const { name, arch, params, quantization, layers, trainContext, template, licence, sizeBytes, parts } = inspection
  const number = new Intl.NumberFormat(language)
  const rounded = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 })
  const memory = (bytes: number) =>
    bytes < 1e9 ? `${Math.round(bytes / 1e6)} ${texts.megabytes}` : `${rounded.format(bytes / 1e9)} ${texts.gigabytes}`
  const millions = params < 1e9
  const size = `${rounded.format(params / (millions ? 1e6 : 1e9))} ${millions ? texts.million : texts.billion}`
  const files = parts === 1 ? '' : ` (${parts} ${texts.files})`
  const lines = [
    name,
    `${arch}, ${size}, ${quantization}, ${layers} ${texts.layers}, ${memory(sizeBytes)}${files}`,
    `${texts.context} ${trainContext === null ? '?' : number.format(trainContext)}, ${texts.template} ${template ?? texts.none}, ${texts.licence} ${licence ?? '?'}`,
    '',
  ]
  if (inspection.profiles === null) lines.push(texts.kinds[inspection.kind])
  else
    for (const profile of PROFILES) {
      const { gpuLayers, contextSize, vramBytes, ramBytes, fits, reasons } = inspection.profiles[profile]
      const mark = profile === inspection.chosen ? '→' : ' '
      const onGpu = `${gpuLayers}/${layers + 1} ${texts.layers}, ${texts.context} ${number.format(contextSize)}`
      const takes = `VRAM ${memory(vramBytes)}, RAM ${memory(ramBytes)}`
      lines.push(`${mark} ${profile.padEnd(12)} ${fits ? texts.fits : texts.doesNotFit} (${onGpu}, ${takes})`)
      lines.push(`    ${reasonSentences(language, reasons)}`)
    }
  // Names come from the file: none of them is to steer the terminal.
  return lines.map((line) => line.replace(/\p{Cc}/gu, ' ')).join('\n')
}
