import { polyline } from '../curve.ts'
import type { Morphs } from './element.ts'
import { ellipse, heart, NOTHING, type Outline, ribbon, shifted, sparkle } from './outline.ts'

/**
 * The sign that some faces have in the upper corner of the visor, as comics do. It has four pieces, which each face uses
 * as it likes; places are in metres from the corner's middle.
 */
const SIGNS: Readonly<Record<string, readonly Outline[]>> = {
  angry: [1, 0, 2, 3].map((quarter) => crease(quarter)),
  surprised: [112, 64, 16].map((degrees) => ray(degrees)),
  fear: [
    [-0.03, 0.026, 0.004],
    [-0.013, 0.026, -0.012],
    [0.004, 0.024, -0.004],
    [0.02, 0.016, -0.016],
  ].map(([x = 0, top = 0, bottom = 0]) => ribbon((t) => [x, top + (bottom - top) * t], 0.0042)),
  disgust: [-0.018, 0.002, 0.02].map((x, index) => fume(x, index === 1 ? 0.026 : 0.018)),
  love: [shifted(heart(0.024, 0.0225), 0.008, -0.008), shifted(heart(0.0145, 0.0135), -0.026, 0.014)],
  // A note: she hums.
  relaxed: [
    shifted(ellipse(0.0105, 0.0082), -0.007, -0.018),
    ribbon(
      (t) =>
        polyline(
          [
            [0.0015, -0.018],
            [0.0015, 0.004],
            [0.0015, 0.026],
            [0.017, 0.011],
          ],
          t,
        ),
      0.0036,
    ),
  ],
  thinking: [dot(-0.02, -0.014, 0.0062), dot(-0.006, 0.003, 0.0092), dot(0.0165, 0.002, 0.0125)],
  sleepy: [letterZ(0.012, 0.006, 0.019), letterZ(-0.017, -0.001, 0.0125), letterZ(-0.036, -0.006, 0.008)],
  excited: [
    shifted(sparkle(0.022, 0.028), 0.002, 0.002),
    shifted(sparkle(0.0115, 0.0145), -0.029, 0.018),
    shifted(sparkle(0.0105, 0.0135), 0.018, -0.028),
  ],
  proud: [shifted(sparkle(0.021, 0.027), 0, 0), shifted(sparkle(0.0085, 0.011), 0.022, -0.024)],
  confused: [
    ribbon((t) => {
      // A question mark: most of a circle, then down.
      const angle = ((165 - 245 * Math.min(1, t / 0.78)) * Math.PI) / 180
      const [x, y] = [0.0155 * Math.cos(angle), 0.013 + 0.0155 * Math.sin(angle)]
      return [x, y - Math.max(0, t - 0.78) * 0.05]
    }, 0.0052),
    dot(0.0025, -0.027, 0.0066),
  ],
}

export const MARKS = [0, 1, 2, 3] as const

/** What one piece becomes. */
export const markMorphs = (piece: number): Morphs =>
  Object.fromEntries(
    Object.entries(SIGNS).flatMap(([face, outlines]): [string, Outline][] => {
      const outline = outlines[piece]
      return outline ? [[face, outline]] : []
    }),
  )

/** A piece that no face uses just now: it stays where the sign will be. */
export const NO_MARK = NOTHING

function dot(x: number, y: number, radius: number): Outline {
  return shifted(ellipse(radius, radius), x, y)
}

/** A quarter of the sign for a swollen vein. */
function crease(quarter: number): Outline {
  const turn = (quarter * Math.PI) / 2 + 0.2
  const [cx, cy] = [0.031 * Math.cos(turn + Math.PI / 4), 0.031 * Math.sin(turn + Math.PI / 4)]
  return ribbon((t) => {
    const angle = turn + Math.PI + (t * Math.PI) / 2
    return [cx + 0.0175 * Math.cos(angle), cy + 0.0175 * Math.sin(angle)]
  }, 0.0042)
}

/** One line of a burst that comes from her eyes. */
function ray(degrees: number): Outline {
  const [x, y] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  return ribbon((t) => [-0.006 + x * (0.014 + 0.026 * t), -0.016 + y * (0.014 + 0.026 * t)], 0.005)
}

function fume(x: number, reach: number): Outline {
  return ribbon((t) => [x + 0.0055 * Math.sin(3 * Math.PI * t), reach * (2 * t - 1)], 0.0042)
}

function letterZ(x: number, y: number, size: number): Outline {
  const corners = [
    [-0.8, 1],
    [0.8, 1],
    [-0.8, -1],
    [0.8, -1],
  ] as const
  return ribbon((t) => {
    const [dx, dy] = polyline(corners, t)
    return [x + size * dx, y + size * dy]
  }, size * 0.24)
}
