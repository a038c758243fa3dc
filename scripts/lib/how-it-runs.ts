import { type Language, type LoadedModel, type Reason, reasonText } from '../../electron/contract/index.ts'

const texts: Record<Language, (model: LoadedModel) => string> = {
  en: ({ file, profile, gpuLayers: got, totalLayers: total, askedLayers: asked }) =>
    `${file}: ${profile}, ${got} of ${total} layers on the graphics card (${asked} asked for).`,
  fr: ({ file, profile, gpuLayers: got, totalLayers: total, askedLayers: asked }) =>
    `${file} : ${profile}, ${got} couches sur ${total} sur la carte graphique (demandées : ${asked}).`,
}

/** In one line: what was asked for, what was got, and why. */
export function howItRuns(model: LoadedModel, language: Language): string {
  return `${texts[language](model)} ${reasonSentences(language, model.why)}`.trimEnd()
}

/** Why a model runs as it does, in words. */
export function reasonSentences(language: Language, reasons: readonly Reason[]): string {
  return reasons.map(({ code, data }) => reasonText(language, code, data)).join(' ')
}
