import { PNG } from 'pngjs'
import { smoothstep } from './vector.ts'

const SIZE = 64

/**
 * The gloss that is added to shell and visor, as a PNG: a picture of a ball under a soft light from above, with one
 * small hot spot. Not compressed, because zlib's output differs between processors and the file must not.
 */
export function matcapPng(): Buffer {
  const png = new PNG({ width: SIZE, height: SIZE })
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const right = ((x + 0.5) / SIZE) * 2 - 1
      const up = 1 - ((y + 0.5) / SIZE) * 2
      const grey = Math.min(255, 255 * gloss(right, up))
      png.data.set([grey, grey, grey, 255], (y * SIZE + x) * 4)
    }
  }
  return PNG.sync.write(png, { colorType: 0, deflateLevel: 0, filterType: 0 })
}

function gloss(right: number, up: number): number {
  const sky = 0.1 * Math.max(0, up)
  const hotSpot = 0.75 * Math.max(0, 1 - Math.hypot(right + 0.38, up - 0.52) / 0.2) ** 1.5
  const edge = 0.12 * smoothstep(0.8, 1, Math.hypot(right, up)) * Math.max(0, up + 0.2)
  return sky + hotSpot + edge
}
