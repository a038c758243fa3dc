/**
 * How many pixels of two pictures of the same size differ (RGBA, 8 bits a channel).
 * @param tolerance how far a channel may be off without anybody seeing it
 */
export function changedPixels(before: Uint8Array, after: Uint8Array, tolerance = 0): number {
  let changed = 0
  for (let pixel = 0; pixel < before.length; pixel += 4) {
    for (let channel = pixel; channel < pixel + 4; channel++) {
      if (Math.abs((before[channel] ?? 0) - (after[channel] ?? 0)) <= tolerance) continue
      changed++
      break
    }
  }
  return changed
}
