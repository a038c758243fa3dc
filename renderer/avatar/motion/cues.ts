import type { Felt } from '../../../electron/contract/index.ts'
import type { Move } from './gestures.ts'
import { isGreeting, moveOfWords } from './words.ts'

/** Something to which her body may answer. */
export type Cue =
  /** The user wrote. */
  | { readonly type: 'heard'; readonly text: string }
  /** She was asked, and begins to answer. */
  | { readonly type: 'asked' }
  /** No word has come to her yet, for so many seconds. */
  | { readonly type: 'thinking'; readonly seconds: number }
  /** She says something with this feeling. */
  | ({ readonly type: 'felt' } & Felt)
  /** She has said this clause. */
  | { readonly type: 'said'; readonly clause: string }

/** Strong feelings move the whole body, from this intensity. */
const MOVE_OF_FEELING: Readonly<Partial<Record<Felt['emotion'], readonly [from: number, Move]>>> = {
  happy: [0.75, 'bounce'],
  sad: [0.6, 'droop'],
  surprised: [0.7, 'startle'],
  fear: [0.75, 'startle'],
  disgust: [0.75, 'shake'],
}

/** Somebody who answers at once did not have to think, in seconds. */
const THINKING_SECONDS = 1.2
/** How often she nods when she is asked something: always would be a habit. */
const NOD_SHARE = 0.7

/** How long she does not do the same again, in seconds. */
const REST_SECONDS: Readonly<Record<Move, number>> = {
  wave: 20,
  nod: 4,
  shake: 8,
  shrug: 12,
  think: 9,
  bounce: 12,
  droop: 15,
  startle: 10,
  stretch: 120,
  wake: 0,
  tilt: 8,
}
/** A small move does not come in the midst of a larger one; this is how long those last, in seconds. */
const SMALL: ReadonlySet<Move> = new Set(['nod', 'tilt', 'shake'])
const LARGE_SECONDS = 2.4

/** What goes with a cue; null for nothing. `random` gives 0…1. */
export function moveFor(cue: Cue, random: () => number): Move | null {
  switch (cue.type) {
    case 'heard':
      return isGreeting(cue.text) ? 'wave' : null
    case 'asked':
      return random() < NOD_SHARE ? 'nod' : null
    case 'thinking':
      return cue.seconds >= THINKING_SECONDS ? 'think' : null
    case 'felt': {
      const [from, move] = MOVE_OF_FEELING[cue.emotion] ?? [2, null]
      return cue.intensity >= from ? move : null
    }
    case 'said':
      return moveOfWords(cue.clause)
  }
}

/** Answers cues, without doing the same over and over. `random` gives 0…1, `now` seconds. */
export function createCues(random: () => number, now: () => number): (cue: Cue) => Move | null {
  const last = new Map<Move, number>()
  let lastLarge = Number.NEGATIVE_INFINITY
  return (cue) => {
    const move = moveFor(cue, random)
    if (!move) return null
    const time = now()
    if (time - (last.get(move) ?? Number.NEGATIVE_INFINITY) < REST_SECONDS[move]) return null
    if (SMALL.has(move) && time - lastLarge < LARGE_SECONDS) return null
    last.set(move, time)
    if (!SMALL.has(move)) lastLarge = time
    return move
  }
}
