export type Rgb = readonly [red: number, green: number, blue: number]

/** The linear RGB, 0–1, of an sRGB colour such as 0x6fe9ff (IEC 61966-2-1), as glTF wants its factors. */
export function linear(hex: number): Rgb {
  const channel = (shift: number): number => {
    const value = ((hex >> shift) & 255) / 255
    return Number((value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4).toFixed(4))
  }
  return [channel(16), channel(8), channel(0)]
}

/** The glow on her eyes, antenna, headphones and chest: what she feels. */
export const GLOW = {
  neutral: linear(0x86efe4),
  happy: linear(0xffd75a),
  relaxed: linear(0x8fe6a4),
  sad: linear(0x78a0ff),
  angry: linear(0xff6a54),
  surprised: linear(0xfff6e0),
  fear: linear(0xae92ff),
  disgust: linear(0xa6cf52),
  love: linear(0xff7fae),
  shy: linear(0xffb59e),
  thinking: linear(0xa4dcff),
  sleepy: linear(0x9aa2ea),
  excited: linear(0xffa83c),
  proud: linear(0xffe69a),
  confused: linear(0xe9b8f2),
} as const

export type Face = keyof typeof GLOW

/** The little sign beside her eyes: a heart, dots, a question mark… Faces that are not here have it in their glow. */
export const MARK: Partial<Record<Face, Rgb>> = {
  shy: linear(0xffe0d6),
  surprised: linear(0xffc857),
  proud: linear(0xffc436),
  excited: linear(0xffec8a),
}
