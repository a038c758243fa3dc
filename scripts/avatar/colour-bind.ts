import type { Rgb } from './colour.ts'
import { materialIndex, type PaintName } from './materials.ts'

/** A colour of a material that an expression changes (VRMC_vrm 1.0 `materialColorBinds`). */
export interface ColourBind {
  readonly material: number
  readonly type: 'color' | 'shadeColor' | 'emissionColor' | 'rimColor' | 'outlineColor'
  readonly targetValue: readonly [...Rgb, alpha: number]
}

export const colourBind = (paint: PaintName, type: ColourBind['type'], colour: Rgb): ColourBind => ({
  material: materialIndex(paint),
  type,
  targetValue: [...colour, 1],
})
