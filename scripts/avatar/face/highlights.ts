import type { Morphs } from './element.ts'
import { ellipse, type Outline, shifted } from './outline.ts'

/** The white spot in an eye, `size` times as big. */
const spot = (size: number): Outline => ellipse(0.0115 * size, 0.015 * size)
const SMALL = 0.5

/** Where a spot of a face lies in its eyes: moved, in metres, and made smaller or bigger. */
type Spots = Readonly<Record<string, readonly [dx: number, dy: number, size: number]>>

const OUT = 1e-3

const BIG_SPOTS: Spots = {
  happy: [0, -0.02, OUT],
  angry: [-0.002, -0.026, 0.85],
  sad: [-0.002, -0.024, 1],
  relaxed: [0, -0.02, OUT],
  surprised: [0, 0.006, 1.15],
  fear: [-0.005, -0.002, 0.72],
  disgust: [0, -0.026, 0.6],
  love: [-0.028, -0.004, 0.85],
  shy: [-0.016, -0.026, 0.9],
  thinking: [0.013, 0.013, 0.95],
  sleepy: [-0.004, -0.052, 0.55],
  excited: [-0.012, -0.024, 0.62],
  proud: [0, -0.02, OUT],
  confused: [-0.002, -0.022, 0.75],
  lookLeft: [0.026, 0, 1],
  lookRight: [-0.026, 0, 1],
  lookUp: [0, 0.018, 1],
  lookDown: [0, -0.02, 1],
}

/** The small one is where an eye is open wide enough for it. */
const SMALL_SPOTS: Spots = {
  ...Object.fromEntries(Object.keys(BIG_SPOTS).map((face) => [face, [0, 0.01, OUT]] as const)),
  angry: [0, -0.004, 0.9],
  sad: [0.003, -0.006, 1],
  surprised: [-0.003, -0.006, 1.2],
  shy: [-0.01, -0.006, 0.9],
  lookLeft: [0.022, 0, 1],
  lookRight: [-0.022, 0, 1],
  lookUp: [0, 0.016, 1],
  lookDown: [0, -0.018, 1],
}

const morphs = (spots: Spots, size: number): Morphs =>
  Object.fromEntries(Object.entries(spots).map(([name, [dx, dy, of]]) => [name, shifted(spot(size * of), dx, dy)]))

export const HIGHLIGHT = spot(1)
export const HIGHLIGHT_MORPHS = morphs(BIG_SPOTS, 1)

/** A second, small one, on the other side of the eye. */
export const GLINT = spot(SMALL)
export const GLINT_MORPHS = morphs(SMALL_SPOTS, SMALL)
