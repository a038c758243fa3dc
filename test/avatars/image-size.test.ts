import fc from 'fast-check'
import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { imageSize } from '../../electron/avatars/check/image-size.ts'

const bytes = (...parts: (string | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))
/** A JPEG's beginning: a comment, filling, then the frame of 300 × 200. */
const JPEG = bytes([0xff, 0xd8, 0xff, 0xfe, 0, 4, 1, 2, 0xff, 0xff, 0xc2, 0, 17, 8, 0, 200, 1, 44])
const riff = (kind: string, ...rest: readonly number[]) => bytes('RIFF', [9, 0, 0, 0], 'WEBP', kind, [9, 0, 0, 0], rest)

test.each([
  ['PNG', PNG.sync.write(new PNG({ width: 300, height: 200 }))],
  ['JPEG', JPEG],
  ['WebP', riff('VP8 ', 0, 0, 0, 0x9d, 0x01, 0x2a, 44, 1, 200, 0)],
  ['WebP without loss', riff('VP8L', 0x2f, 0x2b, 0xc1, 0x31, 0)],
  ['WebP with extras', riff('VP8X', 0, 0, 0, 0, 43, 1, 0, 199, 0, 0)],
])('the size of a %s is in its header', (_, file) => {
  expect(imageSize(file)).toEqual({ width: 300, height: 200 })
})

test.each([
  ['JPEG', JPEG],
  ['WebP', riff('VP8X', 0, 0, 0, 0, 43, 1, 0, 199, 0, 0)],
])('a %s whose header is cut is damaged', (_, file) => {
  expect(imageSize(file.subarray(0, -1))).toBe('damaged')
})

test('other files are unknown, and no bytes make it fail', () => {
  expect(imageSize(bytes('GIF89a'))).toBe('unknown')
  const starts = ['\x89PNG\r\n\x1a\n', '\xff\xd8\xff', 'RIFF1234WEBP', '']
  const file = fc.tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 64 }))
  fc.assert(
    fc.property(file, ([start, rest]) => {
      const size = imageSize(bytes(start, [...rest]))
      if (typeof size === 'object') expect(size.width * size.height).toBeGreaterThan(0)
    }),
  )
})
