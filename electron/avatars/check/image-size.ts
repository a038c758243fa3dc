import { viewOf } from './glb.ts'

export interface ImageSize {
  readonly width: number
  readonly height: number
}
type Found = ImageSize | 'unknown' | 'damaged'

/** How many pixels a picture unpacks to, from its header alone. Knows what browsers do in glTF: PNG, JPEG and WebP. */
export function imageSize(bytes: Uint8Array): Found {
  const view = viewOf(bytes)
  const sign = (place: number, text: string) =>
    bytes.length >= place + text.length && [...text].every((char, i) => bytes[place + i] === char.charCodeAt(0))
  try {
    if (sign(0, '\x89PNG\r\n\x1a\n')) return proper(view.getUint32(16), view.getUint32(20))
    if (sign(0, '\xff\xd8\xff')) return jpegSize(view)
    if (sign(0, 'RIFF') && sign(8, 'WEBP')) return webpSize(view, bytes)
    return 'unknown'
  } catch {
    return 'damaged' // the header ends too early
  }
}

const proper = (width: number, height: number): Found => (width > 0 && height > 0 ? { width, height } : 'damaged')

/** Goes from marker to marker until the frame's (ITU T.81, B.1.1.3). */
function jpegSize(view: DataView): Found {
  for (let place = 2; ; ) {
    if (view.getUint8(place) !== 0xff) return 'damaged'
    const marker = view.getUint8(place + 1)
    // Filling, and markers without a length.
    if (marker === 0xff) place += 1
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) place += 2
    else if (marker === 0xd9 || marker === 0xda) return 'damaged'
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return proper(view.getUint16(place + 7), view.getUint16(place + 5))
    } else place += 2 + view.getUint16(place + 2)
  }
}

/** https://developers.google.com/speed/webp/docs/riff_container */
function webpSize(view: DataView, bytes: Uint8Array): Found {
  const kind = String.fromCharCode(...bytes.subarray(12, 16))
  const uint24 = (place: number) => view.getUint16(place, true) | (view.getUint8(place + 2) << 16)
  if (kind === 'VP8X') return proper(uint24(24) + 1, uint24(27) + 1)
  if (kind === 'VP8 ') return proper(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff)
  if (kind !== 'VP8L') return 'damaged'
  const bits = view.getUint32(21, true)
  return proper((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
}
