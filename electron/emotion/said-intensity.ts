/**
 * How strongly something is felt, as a sentence says it whose feeling is known but not the word that tells it. So any
 * word of substance may be that word: a degree counts where it stands right before one (“so tired”, but not “so that”)
 * or last in its clause (“I miss you so much”), and words that are strong by themselves count (“devastated”).
 */
import { MODERATE_INTENSITY } from '../contract/index.ts'
import { ADVERBS, AFTERWARDS, degreeOf, emphasisOf, SLIGHT, STRONG } from './intensity.ts'
import { CONTRAST, NEGATIONS, stem, tokenize, wordSet } from './said-words.ts'

/** How many words the degrees before a word may take together (“a bit too sad”), and one at the end of a clause. */
const BEFORE_REACH = 3
const LAST_REACH = 2
/** How many words before a degree a negation may stand (“not all that happy”), and how many before a clause's end. */
const NEGATION_REACH = 2
const LAST_NEGATION_REACH = 6

/** Words between which no degree reaches: they join, point or help, and are not felt. */
const LINKS = new Set([
  ...wordSet(
    'i you he she it we they me him us them my your his its our their the this that these those there who what which when where why how if as of to on by for from with about into and or because since while though although than then is are was were be been am have has had do does did will would can could should must may might many much more most few far',
  ),
  ...wordSet(
    'je j tu t il elle nous vous ils elles m te se s le la les l lui leur y ce c ca cela qui que qu quoi dont ou quand comment de d du des au aux dans sur sous par pour avec chez vers et donc puis alors est suis es sommes etes sont etait etais ete ai as avons avez ont avais avait n ne plus',
  ),
  ...NEGATIONS,
  ...CONTRAST,
])

/** “Never so happy” is no less than happy. */
const NEVER = wordSet('never jamais')

const STRONG_WORDS: ReadonlySet<string> = new Set(
  tokenize(`
    devastated heartbroken shattered despair desperate hopeless unbearable agony miserable sobbing
    furious enraged livid outraged infuriated hate hates hated loathe terrified petrified horrified panicking
    ecstatic overjoyed thrilled elated euphoric delighted adore revolting repulsive appalled
    stunned flabbergasted speechless astounded
    dévasté anéanti effondré désespéré désespoir insupportable inconsolable bouleversé
    furieux furieuse furax enragé révolté déteste haine terrifié pétrifié horrifié tétanisé
    ravi euphorique comblé émerveillé répugnant immonde stupéfait sidéré abasourdi
  `).map(stem),
)

const CLAUSE_ENDS = /[,;:()—–]/

/** The intensity of a sentence in which something is felt, 0…1. */
export function saidIntensity(sentence: string): number {
  const degrees = sentence.split(CLAUSE_ENDS).flatMap((clause) => degreesIn(tokenize(clause)))
  const degree = degrees.length > 0 ? Math.max(...degrees) : MODERATE_INTENSITY
  return Math.min(1, degree + emphasisOf(sentence))
}

function degreesIn(tokens: readonly string[]): number[] {
  const found: number[] = []
  function add(degree: number | undefined, negationsEnd: number, negationsReach: number): void {
    if (degree === undefined) return
    const before = tokens.slice(Math.max(0, negationsEnd - negationsReach), negationsEnd)
    found.push(degree === STRONG && isNegated(before) ? SLIGHT : degree)
  }
  for (const [index, token] of tokens.entries()) {
    if (LINKS.has(token) || ADVERBS.has(token)) continue
    const start = Math.max(0, index - BEFORE_REACH)
    const near = tokens.slice(start, index)
    const link = near.findLastIndex((word) => LINKS.has(word))
    const degree = degreeOf(near.slice(link + 1).join(' '), ADVERBS)
    add(degree ?? (STRONG_WORDS.has(stem(token)) ? STRONG : undefined), start + link + 1, NEGATION_REACH)
  }
  add(degreeOf(tokens.slice(-LAST_REACH).join(' '), AFTERWARDS), tokens.length, LAST_NEGATION_REACH)
  return found
}

/** Who is not very happy is a bit sad. Looks back no further than a “but”. */
function isNegated(before: readonly string[]): boolean {
  const contrast = before.findLastIndex((token) => CONTRAST.has(token))
  return before.slice(contrast + 1).some((token) => NEGATIONS.has(token) && !NEVER.has(token))
}
