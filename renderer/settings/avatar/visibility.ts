import type { AvatarProfile, EmotionLook } from '../../../electron/contract/index.ts'

/** From so many pixels of the probe's 256 × 256 on, a change of a face is seen at a glance. */
const CLEARLY = 250

/** How well a look is seen: the pixels that its expressions change, each as far as it shows. */
export function visibility(
  weights: EmotionLook['weights'],
  effective: AvatarProfile['effective'],
): 'clearly' | 'hardly' {
  const pixels = Object.entries(weights).reduce((sum, [name, weight]) => sum + weight * (effective[name] ?? 0), 0)
  return pixels >= CLEARLY ? 'clearly' : 'hardly'
}
