import { GLOW, linear, type Rgb } from './colour.ts'
import { type TextureName, textureIndex } from './textures.ts'

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
  /** Whether it shines like lacquer (see textures.ts). */
  readonly glossy?: boolean
  /** How much of what is behind it it hides in its middle, 0…1; towards its rim it fades to nothing. */
  readonly haze?: number
  /** What its light goes through. */
  readonly filter?: TextureName
}

const lamp = (emission: Rgb, more: Partial<Paint> = {}): Paint => ({ colour: BLACK, shade: BLACK, emission, ...more })
const lacquer = (colour: number, shade: number): Paint => ({
  colour: linear(colour),
  shade: linear(shade),
  outline: 0.0022,
  rim: linear(0x6a4630),
  glossy: true,
})

/** Her paints. Those of `GLOWING` change with what she feels. */
export const PAINTS = {
  shell: lacquer(0xfff3e4, 0xe4bfa9),
  accent: lacquer(0xff8468, 0xd2553f),
  trim: lacquer(0xffc069, 0xd08a35),
  joint: { colour: linear(0x6b5560), shade: linear(0x45343d), outline: 0.0018 },
  glove: { ...lacquer(0xff8f73, 0xd65f48), outline: 0.0018 },
  seam: { colour: linear(0x8a5d50), shade: linear(0x5f3d36) },
  visor: { colour: linear(0x241a26), shade: linear(0x160f18), rim: linear(0x9a5a58), glossy: true },
  gleam: lamp(linear(0xffeede), { haze: 0.4 }),
  glow: lamp(GLOW.neutral, { haze: 0.34 }),
  eye: lamp(GLOW.neutral, { filter: 'dusk' }),
  mouth: lamp(GLOW.neutral),
  highlight: lamp([1, 1, 1]),
  blush: lamp(linear(0xff7d8f)),
  mark: lamp(GLOW.neutral),
  drop: lamp(linear(0x8fd0ff)),
  indicator: lamp(GLOW.neutral, { outline: 0.0018 }),
} as const satisfies Record<string, Paint>

export type PaintName = keyof typeof PAINTS
export const PAINT_NAMES = Object.keys(PAINTS) as PaintName[]
export const materialIndex = (paint: PaintName): number => PAINT_NAMES.indexOf(paint)

/** Whether its points need places in a texture. A gloss does not: it follows the normals. */
export const hasTexture = (paint: PaintName): boolean => {
  const { haze, filter }: Paint = PAINTS[paint]
  return Boolean(haze ?? filter)
}

/** The paints whose light is her glow. */
export const GLOWING = ['eye', 'mouth', 'glow', 'indicator'] as const satisfies PaintName[]

/** The ink around her. */
export const INK: Rgb = linear(0x54322c)

/** The glTF material of a paint: MToon 1.0, with a plain one for viewers that don't know it. */
export function gltfMaterial(name: PaintName): object {
  const { colour, shade, emission, outline, rim, glossy, haze, filter }: Paint = PAINTS[name]
  const texture = (of: TextureName) => ({ index: textureIndex(of) })
  const mtoon = {
    specVersion: '1.0',
    shadeColorFactor: shade,
    shadingToonyFactor: 0.8,
    shadingShiftFactor: -0.08,
    giEqualizationFactor: 0.9,
    ...(rim && { parametricRimColorFactor: rim, parametricRimFresnelPowerFactor: 4, parametricRimLiftFactor: 0 }),
    ...(glossy && { matcapFactor: [1, 1, 1], matcapTexture: texture('matcap') }),
    ...(outline
      ? {
          outlineWidthMode: 'worldCoordinates',
          outlineWidthFactor: outline,
          outlineColorFactor: INK,
          outlineLightingMixFactor: 0,
        }
      : { outlineWidthMode: 'none' }),
  }
  return {
    name,
    pbrMetallicRoughness: {
      baseColorFactor: [...colour, haze ?? 1],
      ...(haze && { baseColorTexture: texture('halo') }),
      metallicFactor: 0,
      roughnessFactor: 0.9,
    },
    ...(emission && { emissiveFactor: emission }),
    ...(filter && { emissiveTexture: texture(filter) }),
    ...(haze && { alphaMode: 'BLEND' }),
    // Where two faces mix, a stroke of light may turn over; it must not go out.
    ...(emission && !outline && { doubleSided: true }),
    extensions: { VRMC_materials_mtoon: mtoon },
  }
}
