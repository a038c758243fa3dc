const asFloat = new Float32Array(1)
const asBits = new Uint32Array(asFloat.buffer)

/** The bits of the nearest 16-bit float (IEEE 754 binary16, ties to even). */
export function toHalf(value: number): number {
  asFloat[0] = value
  const bits = asBits[0] as number
  const sign = (bits >>> 16) & 0x8000
  const exponent = ((bits >>> 23) & 0xff) - 112
  const mantissa = bits & 0x7fffff
  if (exponent === 0xff - 112) return sign | 0x7c00 | (mantissa ? 0x200 : 0) // infinity, not a number
  if (exponent >= 31) return sign | 0x7c00
  if (exponent < -10) return sign
  if (exponent <= 0) return sign | roundShift(mantissa | 0x800000, 14 - exponent) // subnormal
  return sign | roundShift((exponent << 23) | mantissa, 13) // a carry out of the mantissa raises the exponent
}

/** Shifts right, rounding half to even. */
function roundShift(value: number, shift: number): number {
  const kept = value >>> shift
  const lost = value & ((1 << shift) - 1)
  const half = 1 << (shift - 1)
  return kept + (lost > half || (lost === half && kept & 1) ? 1 : 0)
}
