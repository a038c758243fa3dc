import type { VrmFacts } from '../../electron/avatars/check/check-vrm.ts'
import { type AvatarLicence, EMOTIONS } from '../../electron/contract/index.ts'
import type { FaceReport } from '../../renderer/avatar/doctor/report.ts'
import type { Drawn } from './draw.ts'
import type { InspectionTexts } from './texts.ts'

/** What is found out about a VRM file. */
export interface Inspection extends FaceReport {
  /** As it was named. */
  readonly file: string
  readonly meta: AvatarLicence & { readonly name: string | null }
  readonly triangles: number
  /** Texts of the loader, in English. */
  readonly warnings: readonly string[]
  /** Whether every emotion is seen, and leaves no trace. */
  readonly ok: boolean
}

export function inspectionOf(file: string, { spec, name, licence, triangles }: VrmFacts, drawn: Drawn): Inspection {
  const { expressions, emotions, springBones } = drawn.report
  const ok = EMOTIONS.every((emotion) => {
    const { changedPixels, residualPixels } = emotions[emotion]
    return residualPixels === 0 && changedPixels > 0 === (emotion !== 'neutral')
  })
  const meta = { name, ...licence }
  return { file, spec, meta, triangles, expressions, emotions, springBones, warnings: drawn.warnings, ok }
}

/** The same for people. */
export function tableOf(inspection: Inspection, texts: InspectionTexts): string {
  const { file, spec, meta, triangles, springBones, emotions, expressions, warnings } = inspection
  const authors = meta.authors.length > 0 ? ` ${texts.by} ${meta.authors.join(', ')}` : ''
  const seen = (pixels: number) => (pixels > 0 ? `${pixels} ${texts.pixels}` : texts.unseen)
  const lines = [
    `${meta.name ?? file}${authors}`,
    `VRM ${spec}, ${triangles} ${texts.triangles}, ${springBones} ${texts.springBones}`,
    '',
    ...EMOTIONS.map((emotion) => {
      const { via, weights, changedPixels } = emotions[emotion]
      if (emotion === 'neutral') return `  ${emotion}`
      const parts = Object.entries(weights).map(([name, weight]) => (weight === 1 ? name : `${name} ${weight}`))
      return `  ${emotion.padEnd(10)} ${via.padEnd(7)} ${seen(changedPixels).padEnd(14)} ${parts.join(' + ')}`.trimEnd()
    }),
    '',
    `${texts.expressions} (${expressions.length})`,
    ...expressions.map(({ name, changedPixels }) => `  ${name.padEnd(18)} ${seen(changedPixels)}`),
    ...(warnings.length > 0 ? ['', texts.warnings, ...warnings.map((warning) => `  ${warning}`)] : []),
  ]
  // Names come from the file: none of them is to steer the terminal.
  return lines.map((line) => line.replace(/\p{Cc}/gu, ' ')).join('\n')
}
