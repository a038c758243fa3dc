import type { Move } from './gestures.ts'

/** A word or phrase of these, as a whole. */
const phrase = (...alternatives: string[]): RegExp =>
  new RegExp(`(?<!\\p{L})(?:${alternatives.join('|')})(?!\\p{L})`, 'iu')
/** The same, and nothing before it. */
const opening = (...alternatives: string[]): RegExp =>
  new RegExp(`^[\\s"“«¡¿*_]*(?:${alternatives.join('|')})(?!\\p{L})`, 'iu')

const GREETING = opening(
  ...['hello', 'hi', 'hey', 'good (?:morning|afternoon|evening)', 'welcome', 'nice to (?:see|meet) you'],
  ...['bonjour', 'bonsoir', 'salut', 'coucou', 'bienvenue', 'ravie? de te (?:voir|revoir|rencontrer)'],
)
const GOODBYE = phrase(
  ...['goodbye', 'good ?night', 'bye', 'see you(?: (?:soon|later|tomorrow|around))?', 'take care'],
  ...['au revoir', 'bonne (?:nuit|soirée|journée)', "à (?:bientôt|demain|plus tard|tout à l[’']heure)", 'adieu'],
)
const YES = opening(
  ...['yes', 'yeah', 'yep', 'of course', 'sure', 'exactly', 'absolutely', 'i see', 'okay', 'got it'],
  ...['oui', 'ouais', 'bien sûr', 'exactement', 'tout à fait', "d[’']accord", 'je vois', 'absolument', 'entendu'],
)
const NO = opening(...['no', 'nope', 'not at all', 'never'], ...['non', 'pas du tout', 'jamais', 'surtout pas'])
const UNSURE = phrase(
  ...["i (?:don[’']t|do not) know", 'no idea', 'who knows', 'hard to say', "i[’']m not sure", 'hard to tell'],
  ...['je ne sais pas', "j[’']sais pas", 'aucune idée', 'qui sait', 'difficile à dire', "je n[’']en sais rien"],
)
const PONDERING = opening(
  ...['h+m+', 'let me (?:think|see)', 'well now'],
  ...['euh+', 'voyons', 'laisse-moi réfléchir', 'réfléchissons'],
)

/** In this order: the first that fits is it. */
const MOVES_OF_WORDS: readonly (readonly [RegExp, Move])[] = [
  [GREETING, 'wave'],
  [UNSURE, 'shrug'],
  [NO, 'shake'],
  [YES, 'nod'],
  [PONDERING, 'think'],
  [/[?？]["”»)\s]*$/u, 'tilt'],
]

/** What goes with a clause that she says, in English or French; null for most. */
export function moveOfWords(clause: string): Move | null {
  // “See you” may stand anywhere; “hello” in the middle is about something else.
  if (GOODBYE.test(clause) && !/[?？]/u.test(clause)) return 'wave'
  return MOVES_OF_WORDS.find(([words]) => words.test(clause))?.[1] ?? null
}

/** Whether the user greets her or takes leave. */
export const isGreeting = (text: string): boolean => GREETING.test(text) || GOODBYE.test(text)
