import type { Part } from '../part.ts'
import { SIDES, type Side } from '../skeleton.ts'
import { browMorphs } from './brows.ts'
import { blushMorphs, HATCHES, hatchMorphs } from './cheeks.ts'
import { dropMorphs } from './drops.ts'
import { element, type Morphs } from './element.ts'
import { EYE, eyeMorphs } from './eyes.ts'
import { GLINT, GLINT_MORPHS, HIGHLIGHT, HIGHLIGHT_MORPHS } from './highlights.ts'
import { CLOSED_LID, lashMorphs, lidMorphs, NO_LASH, OPEN_LID } from './lids.ts'
import { MARKS, markMorphs, NO_MARK } from './marks.ts'
import { MOUTH, MOUTH_MORPHS } from './mouth.ts'
import { around, NOTHING, type Outline } from './outline.ts'

/** The morph targets of her face, in the order of the file. */
export const MORPHS = [
  ...['happy', 'angry', 'sad', 'relaxed', 'surprised', 'fear', 'disgust'],
  ...['love', 'shy', 'thinking', 'sleepy', 'excited', 'proud', 'confused'],
  ...['aa', 'ih', 'ou', 'ee', 'oh'],
  ...['blinkLeft', 'blinkRight'],
  ...['lookUp', 'lookDown', 'lookLeft', 'lookRight'],
]

/** Where things have their middle on the visor, on her left. */
const EYE_AT = [0.09, 0] as const
const BROW_Y = 0.068
const CHEEK_AT = [0.142, -0.073] as const
const MOUTH_AT = [0, -0.08] as const
const SIGN_AT = [0.158, 0.084] as const
const TEMPLE_AT = [0.163, 0.012] as const

/**
 * What covers what, in metres above the visor: its glass ends at 4 mm, and its reflection lies just above it. Lids come
 * down straight while the glass is round, so half-way they are 4 mm lower; what they cover stays below that.
 */
const LIFT = { eye: 0.0064, spot: 0.0074, lid: 0.0124, lash: 0.0132, glow: 0.014, over: 0.0148 } as const

/** How far the glow of eyes and mouth reaches, in metres. */
const EYE_GLOW = 0.026
const MOUTH_GLOW = 0.016

function glow(at: readonly [number, number], rest: Outline, patches: Morphs): Part {
  return element({ paint: 'glow', at, rest, morphs: patches, lift: LIFT.glow, detail: [12, 4], round: true })
}

const patchesAround = (morphs: Morphs, margin: number): Morphs =>
  Object.fromEntries(Object.entries(morphs).map(([name, outline]) => [name, around(outline, margin)]))

function eye(side: Side): Part[] {
  const x = EYE_AT[0] * side.sign
  const y = EYE_AT[1]
  return [
    element({ paint: 'eye', at: [x, y], rest: EYE, morphs: eyeMorphs(side), lift: LIFT.eye, detail: [24, 3] }),
    element({
      paint: 'highlight',
      at: [x + 0.012, y + 0.024],
      rest: HIGHLIGHT,
      morphs: HIGHLIGHT_MORPHS,
      lift: LIFT.spot,
      detail: [12, 2],
    }),
    element({
      paint: 'highlight',
      at: [x - 0.014, y - 0.024],
      rest: GLINT,
      morphs: GLINT_MORPHS,
      lift: LIFT.spot,
      detail: [8, 2],
    }),
    element({
      paint: 'visor',
      at: [x, y],
      rest: OPEN_LID,
      morphs: lidMorphs(side),
      lift: LIFT.lid,
      detail: [6, 6],
      litAs: CLOSED_LID,
    }),
    element({
      paint: 'eye',
      at: [x, y],
      rest: NO_LASH,
      morphs: lashMorphs(side),
      lift: LIFT.lash,
      detail: [16, 1],
    }),
    glow([x, y], around(EYE, EYE_GLOW), {
      ...patchesAround(eyeMorphs(side), EYE_GLOW),
      // Wide enough to leave some of the patch of an eye that is half shut already.
      ...patchesAround(lashMorphs(side), 1.6 * EYE_GLOW),
    }),
    element({
      paint: 'eye',
      at: [x, BROW_Y],
      rest: NOTHING,
      morphs: browMorphs(side),
      lift: LIFT.over,
      detail: [16, 1],
    }),
  ]
}

function cheek(side: Side): Part[] {
  const at = [CHEEK_AT[0] * side.sign, CHEEK_AT[1]] as const
  return [
    element({ paint: 'blush', at, rest: NOTHING, morphs: blushMorphs, lift: LIFT.over, detail: [16, 2] }),
    ...HATCHES.map((dx) =>
      element({
        paint: 'mark',
        at: [at[0] + dx, at[1]],
        rest: NOTHING,
        morphs: hatchMorphs,
        lift: LIFT.over + 0.0008,
        detail: [6, 1],
      }),
    ),
    element({
      paint: 'drop',
      at: [TEMPLE_AT[0] * side.sign, TEMPLE_AT[1]],
      rest: NOTHING,
      morphs: dropMorphs(side),
      lift: LIFT.over,
      detail: [14, 2],
    }),
  ]
}

/** Eyes, brows, cheeks, mouth and what comics add to them: light on the visor's glass. */
export function face(): Part[] {
  return [
    ...SIDES.flatMap((side) => [...eye(side), ...cheek(side)]),
    element({ paint: 'mouth', at: MOUTH_AT, rest: MOUTH, morphs: MOUTH_MORPHS, lift: LIFT.eye, detail: [24, 3] }),
    glow(MOUTH_AT, around(MOUTH, MOUTH_GLOW), patchesAround(MOUTH_MORPHS, MOUTH_GLOW)),
    ...MARKS.map((piece) =>
      element({
        paint: 'mark',
        at: SIGN_AT,
        rest: NO_MARK,
        morphs: markMorphs(piece),
        lift: LIFT.over,
        detail: [24, 1],
      }),
    ),
  ]
}
