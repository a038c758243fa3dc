import { EYE, eyeMorphs } from './face-eyes.ts'
import { blushMorphs, browMorphs, HIGHLIGHT, highlightMorphs } from './face-marks.ts'
import { MOUTH, MOUTH_MORPHS } from './face-mouth.ts'
import { gridTriangles, samplePoints } from './grid.ts'
import { onVisor } from './head.ts'
import type { PaintName } from './materials.ts'
import { NOTHING, type Outline } from './outline.ts'
import type { Part } from './part.ts'
import { SIDES, type Side } from './skeleton.ts'
import { rigid } from './skin.ts'
import { lerp, subtract, type Vec3 } from './vector.ts'

/** The morph targets of her face, in the order of the file. */
export const MORPHS = [
  ...['happy', 'angry', 'sad', 'relaxed', 'surprised', 'fear', 'disgust'],
  ...['aa', 'ih', 'ou', 'ee', 'oh'],
  ...['blinkLeft', 'blinkRight'],
  ...['lookUp', 'lookDown', 'lookLeft', 'lookRight'],
]

const DETAIL = [24, 3] as const

/** Where eyes, and the other elements beside them, have their middle on the visor. */
const EYE_X = 0.098
const EYE_Y = 0.018

interface Element {
  readonly paint: PaintName
  /** Its middle, on the visor. */
  readonly at: readonly [x: number, y: number]
  readonly rest: Outline
  readonly morphs: Readonly<Record<string, Outline>>
  /** How far it floats above the glass, in metres. */
  readonly lift: number
}

/** A face element as a part: each morph is the way from the outline at rest to another. */
function element({ paint, at: [x, y], rest, morphs, lift }: Element): Part {
  const place = (outline: Outline): Vec3[] =>
    samplePoints(DETAIL, (u, v) => {
      const s = -Math.cos(u * Math.PI)
      return onVisor(x + outline.x(s), y + lerp(outline.bottom(s), outline.top(s), v), lift)
    })
  const points = place(rest)
  const moves = (outline: Outline): Vec3[] =>
    place(outline).map((point, index) => subtract(point, points[index] ?? point))
  return {
    paint,
    skin: rigid('Head'),
    shape: { points, normals: points.map(() => [0, 0, 1]), triangles: gridTriangles(DETAIL) },
    morphs: Object.fromEntries(Object.entries(morphs).map(([name, outline]) => [name, moves(outline)])),
  }
}

function eyeAndCheek(side: Side): Part[] {
  const { sign } = side
  const x = EYE_X * sign
  return [
    element({ paint: 'eye', at: [x, EYE_Y], rest: EYE, morphs: eyeMorphs(side), lift: 0.009 }),
    element({ paint: 'eye', at: [x, EYE_Y + 0.068], rest: NOTHING, morphs: browMorphs(side), lift: 0.009 }),
    element({
      paint: 'highlight',
      at: [x + 0.011, EYE_Y + 0.022],
      rest: HIGHLIGHT,
      morphs: highlightMorphs(side),
      lift: 0.012,
    }),
    element({ paint: 'blush', at: [0.148 * sign, -0.055], rest: NOTHING, morphs: blushMorphs, lift: 0.009 }),
  ]
}

/** Eyes, brows, cheeks and mouth: light on the visor's glass. */
export function face(): Part[] {
  return [
    ...SIDES.flatMap(eyeAndCheek),
    element({ paint: 'mouth', at: [0, -0.066], rest: MOUTH, morphs: MOUTH_MORPHS, lift: 0.009 }),
  ]
}
