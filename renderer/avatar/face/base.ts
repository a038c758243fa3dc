import { decided } from './binary.ts'
import { type Cues, cuesOf, withoutCues } from './colour-cues.ts'
import { GROUPS } from './overrides.ts'
import { added, limited, only, scaled, shown, sumOf, type Weights } from './weights.ts'

/** What lips, lids and eyes come on top of. */
export interface BaseFace {
  readonly weights: Weights
  readonly cues: Cues
  /** How much of her mouth her face leaves to what she says, 0…1. */
  readonly mouthRoom: number
  /** How a movement from a file moves lips, lids and eyes. */
  readonly moves: Weights
}

/** Lips, lids and eyes, which leave an emotion its room. */
const NO_FACES: ReadonlySet<string> = new Set(Object.values(GROUPS).flat())

/** Her mood under what she feels, both under the face of a movement from a file, and what she wears beside all that. */
export function mixBase(
  { effective, binary }: { readonly effective: ReadonlySet<string>; readonly binary: ReadonlySet<string> },
  { mood, feeling, clip, worn }: Readonly<Record<'mood' | 'feeling' | 'clip' | 'worn', Weights>>,
): BaseFace {
  const own = added(scaled(mood, Math.max(0, 1 - sumOf(feeling))), feeling)
  const ofClip = only(shown(clip), (name) => effective.has(name))
  const clipFaces = limited(only(ofClip, (name) => !NO_FACES.has(name)))
  const felt = added(scaled(own, 1 - sumOf(clipFaces)), clipFaces)
  const feelings = decided(withoutCues(felt), binary)
  const mouth = GROUPS.mouth.reduce((sum, name) => sum + (feelings[name] ?? 0), 0)
  return {
    weights: added(decided(worn, binary), feelings),
    cues: cuesOf(felt),
    mouthRoom: Math.max(0, 1 - mouth),
    moves: only(ofClip, (name) => NO_FACES.has(name)),
  }
}
