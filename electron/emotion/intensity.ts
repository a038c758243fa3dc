/**
 * How strongly something is felt, as words and numbers tell it: in the model's tags and in what the user writes. Words
 * stand in English and French, folded as names.ts does.
 */
import { MODERATE_INTENSITY } from '../contract/index.ts'

export const SLIGHT = 0.3
export const STRONG = 0.9

export type Degrees = ReadonlyMap<string, number>

function degrees(slight: string, moderate: string, strong: string): Degrees {
  const rows = [
    [slight, SLIGHT],
    [moderate, MODERATE_INTENSITY],
    [strong, STRONG],
  ] as const
  return new Map(rows.flatMap(([words, intensity]) => words.split(', ').map((word) => [word, intensity] as const)))
}

/** Before the word for a feeling: “very happy”, “un peu triste”. */
export const ADVERBS = degrees(
  'slightly, somewhat, mildly, vaguely, a bit, little bit, a little bit, a little, kind of, kinda, sort of, un peu, petit peu, un petit peu, un brin, legerement, vaguement',
  'quite, rather, fairly, pretty, moderately, assez, plutot, moyennement',
  'very, so, really, too, such, totally, absolutely, completely, extremely, incredibly, deeply, super, hyper, tres, trop, tellement, vraiment, si, totalement, completement, extremement, profondement, grave',
)

/** After it: “I miss you so much”, “tu me manques un peu”. */
export const AFTERWARDS = degrees(
  'a bit, a little, slightly, un peu, legerement',
  'assez, moyennement',
  'so much, very much, a lot, to death, beaucoup, tellement, trop, enormement, vraiment, grave, a mort',
)

/** In a stage direction: “smiles softly”, “grand sourire”. */
export const MANNERS: Degrees = new Map([
  ...ADVERBS,
  ...degrees(
    'softly, gently, faintly, lightly, quietly, small, soft, faint, light, doucement, petit, petite, leger, legere',
    'gentiment',
    'broadly, widely, brightly, loudly, heartily, big, wide, broad, bright, loud, largement, bruyamment, grand, grande, large, gros, grosse',
  ),
])

const LEVELS = degrees(
  'low, mild, light, slight, weak, faible, leger, legere, bas, basse',
  'medium, moderate, average, moyen, moyenne, modere, moderee',
  'high, strong, intense, extreme, fort, forte, eleve, elevee, haut, haute',
)

/** The intensity that folded words say; of several the mildest, as in “a bit too sad”. Undefined where none does. */
export function degreeOf(words: string, among: Degrees): number | undefined {
  const padded = ` ${words} `
  let mildest: number | undefined
  for (const [word, intensity] of among) {
    if (padded.includes(` ${word} `)) mildest = Math.min(mildest ?? 1, intensity)
  }
  return mildest
}

/** By how much capitals raise an intensity, and several exclamation marks. */
const RAISED = 0.2

/** How much is to be added to an intensity for how loudly a text is written. */
export function emphasisOf(text: string): number {
  return (/\p{Lu}{3}/u.test(text) ? RAISED : 0) + (/!\s*!/.test(text) ? RAISED : 0)
}

const AMOUNT = /^(\d+(?:[.,]\d+)?) ?(?:(%)|\/ ?(\d+))?$/

/** The intensity that a level or a number says: `high`, `0.8`, `80 %`, `8/10`, `8`. Undefined for anything else. */
export function readAmount(amount: string): number | undefined {
  const [matched, digits = '', percent, total] = AMOUNT.exec(amount) ?? []
  if (matched === undefined) return LEVELS.get(amount)
  const number = Number(digits.replace(',', '.'))
  const whole = percent ? 100 : total ? Number(total) : likelyWhole(number)
  return whole > 0 ? Math.min(1, number / whole) : MODERATE_INTENSITY
}

/** A bare number is a part of one, of ten or of a hundred; 1.2 is more than all of one. */
function likelyWhole(number: number): number {
  if (number < 2) return 1
  return number <= 10 ? 10 : 100
}
