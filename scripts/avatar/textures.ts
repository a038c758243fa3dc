import { PNG } from 'pngjs'
import { lerp, smoothstep } from './vector.ts'

/** What her materials lay on, in the order of the file: a name, and how its pixels are made. */
const PICTURES = {
  /** The gloss that is added to shell and visor: a picture of a ball under a soft light, with one small hot spot. */
  matcap: {
    size: 64,
    pixel: (right: number, up: number): Pixel => grey(gloss(right, up)),
  },
  /** A disc that fades outwards. */
  halo: {
    size: 32,
    pixel: (right: number, up: number): Pixel => [1, 1, 1, smoothstep(1, 0.1, Math.hypot(right, up)) ** 1.5],
  },
  /** Light that is a little warmer and deeper below. */
  dusk: {
    size: 16,
    pixel: (_right: number, up: number): Pixel => {
      const deep = smoothstep(0.5, -1, up)
      return [1, lerp(1, 0.84, deep), lerp(1, 0.78, deep), 1]
    },
  },
} as const

type Pixel = readonly [red: number, green: number, blue: number, alpha: number]
export type TextureName = keyof typeof PICTURES
export const TEXTURE_NAMES = Object.keys(PICTURES) as TextureName[]
export const textureIndex = (name: TextureName): number => TEXTURE_NAMES.indexOf(name)

/** A texture as a PNG. Not compressed, because zlib's output differs between processors and the file must not. */
export function texturePng(name: TextureName): Buffer {
  const { size, pixel } = PICTURES[name]
  const png = new PNG({ width: size, height: size })
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const colour = pixel(((x + 0.5) / size) * 2 - 1, 1 - ((y + 0.5) / size) * 2)
      png.data.set(
        colour.map((value) => Math.round(255 * Math.min(1, value))),
        (y * size + x) * 4,
      )
    }
  }
  return PNG.sync.write(png, { colorType: 6, deflateLevel: 0, filterType: 0 })
}

const grey = (value: number): Pixel => [value, value * 0.97, value * 0.92, 1]

function gloss(right: number, up: number): number {
  const sky = 0.1 * Math.max(0, up)
  const hotSpot = 0.7 * Math.max(0, 1 - Math.hypot(right + 0.38, up - 0.52) / 0.22) ** 1.5
  const edge = 0.12 * smoothstep(0.8, 1, Math.hypot(right, up)) * Math.max(0, up + 0.2)
  return sky + hotSpot + edge
}
