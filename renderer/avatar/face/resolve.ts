import {
  type AvatarInfo,
  EMOTIONS,
  type Emotion,
  type EmotionChoice,
  type EmotionChoices,
  type EmotionLook,
} from '../../../electron/contract/index.ts'
import { BLENDS, NAMES } from './ways.ts'
import { scaled } from './weights.ts'

/** What shows each emotion on an avatar. */
export type Looks = Readonly<Record<Emotion, EmotionLook>>

type Spec = AvatarInfo['spec']
type Shown = Exclude<Emotion, 'neutral'>

/** The presets of each specification, as three-vrm names them: joy, angry, sorrow and fun are those of VRM 0.x. */
const PRESETS: Readonly<Record<Spec, readonly string[]>> = {
  '0.x': ['happy', 'angry', 'sad', 'relaxed'],
  '1.0': ['happy', 'angry', 'sad', 'relaxed', 'surprised'],
}
/** Parts of names that say nothing, as in VRoid's `Fcl_ALL_Joy`. */
const FILLERS = new Set(['fcl', 'all', 'vrm', 'face', 'facial', 'expression', 'expr', 'emotion', 'emo', 'exp'])
/** Half of a face is no look of its own. */
const SIDES = new Set(['left', 'right', 'l', 'r'])
/** Scripts that write words without spaces: there, a name is searched for within another. */
const WITHOUT_SPACES = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u

const NEUTRAL_LOOK: EmotionLook = { via: 'preset', weights: {} }
/** Head, body and colour alone. */
const CUE: EmotionLook = { via: 'cue', weights: {} }

/**
 * What shows each of the eight emotions, best way first: the specification's preset, a name that means the same, a custom
 * expression that has such a word in its name, a blend of others, a cue of head, body and colour. Never nothing.
 * `effective`: the expressions that visibly change the picture, and by how many pixels; a preset that exists may be empty.
 * What somebody chose comes before all that, where it is to be had.
 */
export function proposeLooks(
  effective: Readonly<Record<string, number>>,
  spec: Spec,
  choices: EmotionChoices = {},
): Looks {
  const visible = Object.keys(effective).filter((name) => (effective[name] ?? 0) > 0)
  const look = (emotion: Emotion): EmotionLook => {
    if (emotion === 'neutral') return NEUTRAL_LOOK
    return chosen(choices[emotion], proposed(emotion, visible, effective, spec), emotion, visible, spec)
  }
  return Object.fromEntries(EMOTIONS.map((emotion) => [emotion, look(emotion)])) as Record<Emotion, EmotionLook>
}

function chosen(
  choice: EmotionChoice | undefined,
  proposal: EmotionLook,
  emotion: Emotion,
  visible: readonly string[],
  spec: Spec,
): EmotionLook {
  if (!choice) return proposal
  const { expression, strength } = choice
  if (expression === '') return CUE
  if (expression === null || !visible.includes(expression)) {
    return { ...proposal, weights: scaled(proposal.weights, strength) }
  }
  const via = expression === emotion && PRESETS[spec].includes(expression) ? 'preset' : 'custom'
  return { via, weights: { [expression]: strength } }
}

function proposed(
  emotion: Shown,
  visible: readonly string[],
  effective: Readonly<Record<string, number>>,
  spec: Spec,
): EmotionLook {
  const byName = namesOf(visible)
  const named = (sought: Shown) => namedFor(sought, byName, effective, spec)
  const own = named(emotion)
  if (own) return { via: own.via, weights: { [own.name]: 1 } }
  for (const blend of BLENDS[emotion]) {
    const entries = Object.entries(blend).map(
      ([part, weight]) => [byName.get(part) ?? (isShown(part) ? named(part)?.name : undefined), weight] as const,
    )
    if (entries.every(([name]) => name !== undefined)) return { via: 'blend', weights: Object.fromEntries(entries) }
  }
  return CUE
}

/** The one expression that is there for an emotion, and how that is known. */
function namedFor(
  emotion: Shown,
  byName: ReadonlyMap<string, string>,
  effective: Readonly<Record<string, number>>,
  spec: Spec,
): { via: 'preset' | 'alias' | 'custom'; name: string } | null {
  const own = byName.get(emotion)
  if (own !== undefined) return { via: own === emotion && PRESETS[spec].includes(own) ? 'preset' : 'custom', name: own }
  for (const alias of NAMES[emotion]) {
    const name = byName.get(alias)
    if (name !== undefined) return { via: 'alias', name }
  }
  const pixels = (name: string) => effective[name] ?? 0
  const [most] = [...new Set(byName.values())]
    .filter((name) => hasWordOf(emotion, name))
    .sort((a, b) => pixels(b) - pixels(a))
  return most === undefined ? null : { via: 'custom', name: most }
}

const isShown = (name: string): name is Shown => Object.hasOwn(NAMES, name)

/** The avatar's names by how the table writes them; one that is written so already comes first. */
function namesOf(visible: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map(visible.map((name) => [name, name]))
  for (const name of visible) {
    const plain = wordsOf(name).join('')
    if (!names.has(plain)) names.set(plain, name)
  }
  return names
}

function hasWordOf(emotion: Shown, name: string): boolean {
  const words = wordsOf(name)
  if (words.some((word) => SIDES.has(word))) return false
  return NAMES[emotion].some((sought) =>
    WITHOUT_SPACES.test(sought) ? words.join('').includes(sought) : words.includes(sought),
  )
}

/** `Fcl_ALL_Joy2` → joy; `mouthSmileLeft` → mouth smile left. */
function wordsOf(name: string): string[] {
  const words = name
    .normalize('NFKC')
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}\p{M}ー]+/u)
    .filter(Boolean)
  const telling = words.filter((word) => !FILLERS.has(word))
  return telling.length > 0 ? telling : words
}
