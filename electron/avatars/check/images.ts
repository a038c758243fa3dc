import { KiraError } from '../../contract/index.ts'
import { at, damaged, type Gltf } from './gltf.ts'
import { imageSize } from './image-size.ts'
import { MAX_PIXELS } from './limits.ts'

/**
 * Pictures have to lie in the file, and must not unpack to more than a graphics card holds: a few bytes can tell of
 * billions of pixels.
 * @throws KiraError `AVATAR_OUTSIDE_FILE`, `AVATAR_UNSUPPORTED`, `AVATAR_TEXTURES_TOO_LARGE`, `AVATAR_DAMAGED`
 */
export function checkImages(gltf: Gltf): void {
  const { file, data, document } = gltf
  let pixels = 0
  for (const [i, { uri, bufferView }] of document.images.entries()) {
    if (uri !== undefined) throw new KiraError('AVATAR_OUTSIDE_FILE', { file, place: `images[${i}].uri` })
    if (bufferView === undefined) throw damaged(gltf, `images[${i}].bufferView`)
    const view = at(gltf, document.bufferViews, bufferView, `images[${i}].bufferView`)
    const size = imageSize(new Uint8Array(data.buffer, data.byteOffset + view.byteOffset, view.byteLength))
    if (size === 'unknown') {
      throw new KiraError('AVATAR_UNSUPPORTED', { file, detail: `images[${i}] (≠ PNG, JPEG, WebP)` })
    }
    if (size === 'damaged') throw damaged(gltf, `images[${i}]`)
    pixels += size.width * size.height
  }
  if (pixels > MAX_PIXELS) {
    const inMillions = (count: number) => Math.ceil(count / 1_000_000)
    const facts = { file, megapixels: inMillions(pixels), limit: inMillions(MAX_PIXELS) }
    throw new KiraError('AVATAR_TEXTURES_TOO_LARGE', facts)
  }
}
