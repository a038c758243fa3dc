import { GLOW, linear, type Rgb } from './colour.ts'

const BLACK: Rgb = [0, 0, 0]

interface Paint {
  readonly colour: Rgb
  readonly shade: Rgb
  /** Light of its own. */
  readonly emission?: Rgb
  /** The width of the ink line around it, in metres. */
  readonly outline?: number
  /** The colour of the light that catches its edge. */
  readonly rim?: Rgb
  /** Whether it shines like lacquer (see matcap.ts). */
  readonly glossy?: boolean
}

const lamp = (emission: Rgb, outline = 0): Paint => ({ colour: BLACK, shade: BLACK, emission, outline })

/** Her paints. Those of `GLOWING_MATERIALS` change with what she feels. */
export const PAINTS = {
  shell: {
    colour: linear(0xf1f4fa),
    shade: linear(0xb4bfdd),
    outline: 0.0022,
    rim: linear(0x5a6a90),
    glossy: true,
  },
  accent: {
    colour: linear(0x5b9df0),
    shade: linear(0x3a63b8),
    outline: 0.0022,
    rim: linear(0x4a6aa0),
    glossy: true,
  },
  joint: { colour: linear(0x59617a), shade: linear(0x3a3f55), outline: 0.0018 },
  visor: { colour: linear(0x161c30), shade: linear(0x0d1120), rim: linear(0x4a6fb8), glossy: true },
  eye: lamp(GLOW.neutral),
  mouth: lamp(GLOW.neutral),
  highlight: lamp([1, 1, 1]),
  blush: lamp(linear(0xff6f9f)),
  indicator: lamp(GLOW.neutral, 0.0018),
} as const satisfies Record<string, Paint>

export type PaintName = keyof typeof PAINTS
export const PAINT_NAMES = Object.keys(PAINTS) as PaintName[]
export const materialIndex = (paint: PaintName): number => PAINT_NAMES.indexOf(paint)

/** The materials whose light is her glow. */
export const GLOWING_MATERIALS = (['eye', 'mouth', 'indicator'] as const).map(materialIndex)

/** The glTF material of a paint: MToon 1.0, with a plain one for viewers that don't know it. */
export function gltfMaterial(name: PaintName): object {
  const { colour, shade, emission, outline, rim, glossy }: Paint = PAINTS[name]
  const mtoon = {
    specVersion: '1.0',
    shadeColorFactor: shade,
    shadingToonyFactor: 0.85,
    shadingShiftFactor: -0.1,
    giEqualizationFactor: 0.9,
    ...(rim && { parametricRimColorFactor: rim, parametricRimFresnelPowerFactor: 4, parametricRimLiftFactor: 0 }),
    ...(glossy && { matcapFactor: [1, 1, 1], matcapTexture: { index: 0 } }),
    ...(outline
      ? {
          outlineWidthMode: 'worldCoordinates',
          outlineWidthFactor: outline,
          outlineColorFactor: [0.1, 0.12, 0.22],
          outlineLightingMixFactor: 0,
        }
      : { outlineWidthMode: 'none' }),
  }
  return {
    name,
    pbrMetallicRoughness: { baseColorFactor: [...colour, 1], metallicFactor: 0, roughnessFactor: 0.9 },
    ...(emission && { emissiveFactor: emission }),
    extensions: { VRMC_materials_mtoon: mtoon },
  }
}
