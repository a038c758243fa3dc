export type Rgb = readonly [red: number, green: number, blue: number]

/** The linear RGB, 0–1, of an sRGB colour such as 0x6fe9ff (IEC 61966-2-1), as glTF wants its factors. */
export function linear(hex: number): Rgb {
  const channel = (shift: number): number => {
    const value = ((hex >> shift) & 255) / 255
    return Number((value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4).toFixed(4))
  }
  return [channel(16), channel(8), channel(0)]
}

/** The glow on her eyes, antenna and chest: what she feels. */
export const GLOW = {
  neutral: linear(0x6fe9ff),
  happy: linear(0xffd75a),
  relaxed: linear(0x7ee8b5),
  sad: linear(0x7fa0ff),
  angry: linear(0xff6a5c),
  surprised: linear(0xffffff),
  fear: linear(0xb79bff),
  disgust: linear(0x9fcf5a),
} as const
